# SPDX-License-Identifier: Apache-2.0
"""Inputs that mean harm: bombs, absurd HDF5 files."""

import h5py
import numpy as np


def yaml_alias_bomb():
    """Nine levels of nine aliases: 3.9e8 scalars in 600 bytes."""
    lines = ['a0: &a0 ["boom"]']
    for level in range(1, 10):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines) + "\n"


def xml_entity_bomb(root="net"):
    """Nine levels of ten entities, "a billion laughs"."""
    entities = ['<!ENTITY e0 "boom">']
    for level in range(1, 10):
        entities.append(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">')
    declared = "\n".join(entities)
    return f'<?xml version="1.0"?>\n<!DOCTYPE {root} [\n{declared}\n]>\n<{root} version="1.20">&e9;</{root}>\n'


def xml_external_entity(path, root="net"):
    return (
        f'<?xml version="1.0"?>\n<!DOCTYPE {root} [<!ENTITY x SYSTEM "file://{path}">]>\n'
        f'<{root} version="1.20">&x;</{root}>\n'
    )


def absurd_extent(path, name):
    """Replaces a dataset of a run file by one that claims 10^15 rows and stores none of them."""
    with h5py.File(path, "r+") as run:
        old = run[name]
        attributes, kind = dict(old.attrs), old.dtype
        tail = old.shape[1:]
        del run[name]
        new = run.create_dataset(name, shape=(10**15, *tail), chunks=(1, *tail), dtype=kind)
        for key, value in attributes.items():
            new.attrs[key] = value


def replace_dataset(path, name, values):
    with h5py.File(path, "r+") as run:
        attributes = dict(run[name].attrs)
        del run[name]
        new = run.create_dataset(name, data=np.asarray(values))
        for key, value in attributes.items():
            new.attrs[key] = value
