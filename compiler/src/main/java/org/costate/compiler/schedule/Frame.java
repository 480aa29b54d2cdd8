/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

/**
 * Where in the workspace a function finds its inputs and leaves its outputs. Fixed for each function of a class: functions do not call
 * themselves, not even through others, so no two runs of one are under way at once.
 */
record Frame(int inputsAt, int outputsAt) {}
