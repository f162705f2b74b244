# SPDX-License-Identifier: Apache-2.0
"""Sections of checkpoints and saved states, made by hand."""

import struct


def stable_hash(data):
    """FNV-1a and SplitMix64's finaliser: core/base/stable_hash.hpp."""
    mask = (1 << 64) - 1
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & mask
    value ^= value >> 30
    value = (value * 0xBF58476D1CE4E5B9) & mask
    value ^= value >> 27
    value = (value * 0x94D049BB133111EB) & mask
    return value ^ (value >> 31)


def state_section(name, content):
    """A section of a checkpoint or saved state: core/engine/state.hpp."""
    head = struct.pack("<Q", len(name)) + name.encode()
    return head + struct.pack("<QQ", len(content), stable_hash(content)) + content
