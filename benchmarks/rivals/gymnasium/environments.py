# Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0
"""Measures Gymnasium's environments on one thread with random actions: a line `task steps_per_second` for each.

CPU time of the thread, resets included, without the wrappers that check what a user does.
"""

import time

import gymnasium

SECONDS = 5.0
BATCH = 1000
TASKS = {"acrobot": "Acrobot-v1", "cartpole": "CartPole-v1", "pendulum": "Pendulum-v1"}

for name, task in TASKS.items():
    environment = gymnasium.make(task, disable_env_checker=True)
    environment.action_space.seed(1)
    environment.reset(seed=1)
    actions = [environment.action_space.sample() for _ in range(BATCH)]
    begin, steps = time.thread_time(), 0
    while time.thread_time() < begin + SECONDS:
        for action in actions:
            _, _, terminated, truncated, _ = environment.step(action)
            if terminated or truncated:
                environment.reset()
        steps += BATCH
    print(name, steps / (time.thread_time() - begin))
