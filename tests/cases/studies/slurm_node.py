# SPDX-License-Identifier: Apache-2.0
"""A Slurm of one node on this machine, started as root from Debian's slurm-wlm and munge, without systemd.

Everything lives in one folder and on free ports; stop() ends what was started and nothing else.
"""

import os
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "scancel")

CONF = """\
ClusterName=cityproof
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ctld_port}
SlurmdPort={d_port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=10
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=bf_interval=1,sched_interval=1
SlurmdTimeout=30
ReturnToService=2
MinJobAge=600
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} RealMemory={memory_mb} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def why_not():
    """Why no Slurm can be started here; None when one can."""
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    missing = [name for name in PROGRAMS if shutil.which(name, path=path) is None]
    if missing:
        return f"{', '.join(missing)} not installed (Debian: slurm-wlm munge)"
    if os.geteuid() != 0:
        return "a Slurm of one's own is started as root only"
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class SlurmNode:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.processes = []
        self.environment = {
            **os.environ,
            "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
            "SLURM_CONF": str(self.folder / "slurm.conf"),
        }

    def start(self):
        for name in ("state", "spool"):
            (self.folder / name).mkdir(parents=True)
        key = self.folder / "munge.key"
        key.write_bytes(secrets.token_bytes(128))
        key.chmod(0o400)
        host = socket.gethostname().split(".")[0]
        memory_kb = int(Path("/proc/meminfo").read_text().split()[1])
        (self.folder / "slurm.conf").write_text(
            CONF.format(
                host=host,
                folder=self.folder,
                ctld_port=free_port(),
                d_port=free_port(),
                cpus=os.cpu_count(),
                memory_mb=memory_kb // 1024 - 100,
            )
        )
        self.spawn(
            "munged",
            "--foreground",
            "--force",
            f"--key-file={key}",
            f"--socket={self.folder}/munge.socket",
            f"--pid-file={self.folder}/munged.pid",
            f"--seed-file={self.folder}/munged.seed",
            f"--log-file={self.folder}/munged.log",
        )
        self.wait_for(lambda: (self.folder / "munge.socket").exists(), "munged")
        self.spawn("slurmctld", "-D", "-f", self.folder / "slurm.conf")
        self.wait_for(lambda: self.client("scontrol", "ping").returncode == 0, "slurmctld")
        self.start_node(host)
        self.wait_for(lambda: "State=IDLE" in self.client("scontrol", "show", "node").stdout, "slurmd")

    def start_node(self, host=None):
        host = host or socket.gethostname().split(".")[0]
        self.node = self.spawn("slurmd", "-D", "-f", self.folder / "slurm.conf", "-N", host)

    def spawn(self, name, *arguments):
        output = open(self.folder / f"{name}.out", "ab")
        process = subprocess.Popen(
            [shutil.which(name, path=self.environment["PATH"]), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=self.environment,
            start_new_session=True,
        )
        output.close()
        self.processes.append(process)
        return process

    def client(self, name, *arguments):
        return subprocess.run(
            [name, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=60,
            env=self.environment,
        )

    def wait_for(self, condition, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what}\n{self.logs()}")
            time.sleep(0.2)

    def logs(self):
        texts = []
        for file in sorted(self.folder.glob("*.log")) + sorted(self.folder.glob("*.out")):
            lines = file.read_text(errors="replace").splitlines()[-15:]
            texts.append("\n".join([f"== {file.name}", *lines]))
        return "\n".join(texts)

    def jobs(self):
        return self.client("squeue", "--noheader", "--format=%i %T").stdout.split("\n")[:-1]

    def stop(self):
        self.client("scancel", "--user=root")
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
