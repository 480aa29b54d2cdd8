/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.mpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptionSchema;
import org.costate.runtime.problem.OptionValues;

/**
 * What an {@code mpc} block says besides the options of its method.
 *
 * @param rate control periods in a second
 * @param duration length of a run in seconds
 * @param warmStart whether each plan begins with the last one, shifted
 * @param method the options of the method, as text
 */
public record MpcOptions(double rate, double duration, boolean warmStart, Map<String, String> method) {
  private static final MethodSchema SCHEMA = new MethodSchema("mpc", "a receding horizon", MethodSchemas.MPC);

  public MpcOptions {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY) || !(duration > 0 && duration < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a rate of " + rate + " Hz for " + duration + " s; expected positive numbers");
    }
    method = Map.copyOf(method);
  }

  /**
   * Reads the options of a block.
   *
   * @throws IllegalArgumentException for a bad value
   */
  public static MpcOptions parse(Map<String, String> options) {
    List<String> own = MethodSchemas.MPC.stream().map(OptionSchema::name).toList();
    Map<String, String> here = new HashMap<>(options);
    here.keySet().retainAll(own);
    Map<String, String> rest = new HashMap<>(options);
    rest.keySet().removeAll(own);
    OptionValues values = SCHEMA.resolve(here);
    return new MpcOptions(values.real("rate"), values.real("duration"), values.flag("warm_start"), rest);
  }

  /** Between two plans, in seconds. */
  public double period() {
    return 1 / rate;
  }
}
