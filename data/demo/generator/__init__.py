# SPDX-License-Identifier: Apache-2.0
"""Generator of the demo city Auental; run data/demo/make_demo.py."""
