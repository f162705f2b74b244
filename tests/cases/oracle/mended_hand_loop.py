# SPDX-License-Identifier: Apache-2.0
"""The baseline's hand-written loop with its two known differences removed, one after the other.

Runs `direct.py` of the folder of the baseline three times and prints its losses and, for the record,
its other figures:

  as_is           nothing changed
  restored_plan   a signal that has electricity again gets the plan that was running at the start
                  (the net's own, "utopia") instead of the plan named "0"
  pi_model        also: pandapower's transformers by the pi model, as power-grid-model has them

Nothing of the baseline is copied: the changes are put on its classes while it runs. It needs the
packages of the baseline in an environment of their own, not in .venv:

  python3 -m venv /tmp/baseline && /tmp/baseline/bin/pip install eclipse-sumo==1.28.0 \\
      libsumo==1.28.0 pandapower==3.5.6 numba==0.68.1 wntr==1.5.0 six numpy==2.4.6 pandas==2.3.3
  /tmp/baseline/bin/python tests/cases/oracle/mended_hand_loop.py ../shared/baseline
"""

import json
import runpy
import subprocess
import sys
from pathlib import Path

WAYS = ("as_is", "restored_plan", "pi_model")


def restore_the_plan_that_was_running(common):
    start = common.Traffic.__init__

    def start_and_remember(traffic, *arguments):
        start(traffic, *arguments)
        traffic.plans = {name: traffic.t.trafficlight.getProgram(name) for name in common.TLS}

    def set_power(traffic, voltages):
        for name, voltage in voltages.items():
            on = voltage > 0.5
            if on != traffic.state[name]:
                traffic.t.trafficlight.setProgram(name, traffic.plans[name] if on else "off")
                traffic.state[name] = on

    common.Traffic.__init__ = start_and_remember
    common.Traffic.set_power = set_power


def use_the_pi_model():
    import pandapower

    runpp = pandapower.runpp
    pandapower.runpp = lambda net, **options: runpp(net, **options, trafo_model="pi")


def run_here(baseline, way):
    """direct.py in this process; it prints a line of JSON."""
    sys.path.insert(0, str(baseline))
    sys.dont_write_bytecode = True  # the baseline's folder is not ours
    import common

    if way != "as_is":
        restore_the_plan_that_was_running(common)
    if way == "pi_model":
        use_the_pi_model()
    sys.argv = ["direct.py"]
    runpy.run_path(str(baseline / "direct.py"), run_name="__main__")


def main():
    baseline = Path(sys.argv[1]).resolve()
    if len(sys.argv) > 2:
        run_here(baseline, sys.argv[2])
        return
    for way in WAYS:  # SUMO can be started once in a process
        command = [sys.executable, __file__, str(baseline), way]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        figures = json.loads(said.splitlines()[-1])["kpi"]
        print(f"{way:14} {figures['loss_mwh']:.9f} MWh  {figures}", flush=True)


if __name__ == "__main__":
    main()
