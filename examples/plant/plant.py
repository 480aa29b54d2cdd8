#!/usr/bin/env python3
"""A cart with friction and a spring, for `costate train --plant`. Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0"""
import random
import socketserver
import sys


class Cart(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write((line + "\n").encode())

    def measured(self):
        numbers = ",".join(map(repr, self.state))
        self.say(f"at over=0 state={numbers} observe={numbers}")

    def handle(self):
        for line in self.rfile:
            word, *fields = line.decode().split()
            if word == "costate":
                sizes = dict(field.split("=") for field in fields[1:])
                fits = fields[0] == "1" and sizes["state"] == "2" and sizes["action"] == "1"
                self.say("ready" if fits else "error this is a cart: 2 numbers of state, 1 of action")
            elif word == "reset":
                trial = dict(field.split("=") for field in fields)
                self.random = random.Random(int(trial["seed"]))
                self.state = [float(number) for number in trial["state"].split(",")]
                self.measured()
            elif word == "step":
                x, v = self.state
                u = float(fields[0])
                for _ in range(10):
                    a = 0.8 * u - 1.5 * v - 2 * x + 0.1 * self.random.gauss(0, 1)
                    x, v = x + 0.01 * v, v + 0.01 * a
                self.state = [x, v]
                self.measured()
            elif word == "bye":
                return


with socketserver.TCPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 5555), Cart) as server:
    print(f"a cart at port {server.server_address[1]}", flush=True)
    server.serve_forever()
