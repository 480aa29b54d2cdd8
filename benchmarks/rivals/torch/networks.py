# Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0
"""Measures the networks of NetworkTimes in PyTorch on one thread: a line `network pass batch microseconds` for each.

CPU time of the thread, the lower quartile of the second half of many batches, as CpuTimer measures.
"""

import time

import torch
from torch import nn

BUDGET = 3.0
BATCH = 0.003


def micros(run):
    end = time.thread_time() + BUDGET
    found, count = [], 1
    while time.thread_time() < end or len(found) < 4:
        begin = time.thread_time()
        for _ in range(count):
            run()
        used = max(1e-9, time.thread_time() - begin)
        if used >= BATCH / 4:
            found.append(used / count)
        count = int(max(1, min(4 * count, count * BATCH / used)))
    second = sorted(found[len(found) // 2:])
    return 1e6 * second[len(second) // 4]


def dense():
    return nn.Sequential(nn.Linear(16, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 4)), (16,)


def image():
    return nn.Sequential(
        nn.Conv2d(3, 16, 5, stride=2), nn.ReLU(), nn.Conv2d(16, 32, 3, stride=2), nn.ReLU(), nn.Flatten(),
        nn.Linear(32 * 36, 64), nn.Tanh(), nn.Linear(64, 4)), (3, 32, 32)


def measure(name, make, forward, gradient):
    network, shape = make()
    for batch in forward:
        x = torch.randn(batch, *shape)
        with torch.no_grad():
            print(name, "forward", batch, micros(lambda: network(x)), flush=True)
    for batch in gradient:
        x, target = torch.randn(batch, *shape), torch.randn(batch, 4)

        def step():
            network.zero_grad()
            ((network(x) - target) ** 2).mean().backward()

        print(name, "gradient", batch, micros(step), flush=True)


torch.manual_seed(1)
torch.set_num_threads(1)
measure("dense", dense, [1, 256, 2048], [256, 2048])
measure("image", image, [1, 64], [64])
