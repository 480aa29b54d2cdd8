/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.method;

import java.util.Map;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.al.AlIlqrOptions;
import org.costate.runtime.solve.auto.AutoOptions;
import org.costate.runtime.solve.ddp.DdpOptions;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.ip.IpOptions;
import org.costate.runtime.solve.multistart.MultistartOptions;
import org.costate.runtime.solve.sampling.CemOptions;
import org.costate.runtime.solve.sampling.MppiOptions;
import org.costate.runtime.solve.shooting.FddpOptions;

/** The methods that have a solver, by name: the one place that knows them all. */
public final class SolverMethods {
  private SolverMethods() {}

  /**
   * The options of a block.
   *
   * @param method the word after {@code using}
   * @param options text by option name; the rest is at its defaults
   * @throws IllegalArgumentException for an unknown method, an unknown option or a bad value
   */
  public static SolverOptions parse(String method, Map<String, String> options) {
    SolverOptions each = each(method, options);
    return MultistartOptions.around(each, MethodSchemas.find(method).orElseThrow(), options);
  }

  /** Those of one start. */
  private static SolverOptions each(String method, Map<String, String> options) {
    return switch (method) {
      case "ilqr" -> IlqrOptions.parse(options);
      case "ddp" -> DdpOptions.parse(options);
      case "al_ilqr" -> AlIlqrOptions.parse(options);
      case "fddp" -> FddpOptions.parse(options);
      case "auto" -> AutoOptions.parse(options);
      case "ip" -> IpOptions.parse(options);
      case "cem" -> CemOptions.parse(options);
      case "mppi" -> MppiOptions.parse(options);
      default -> throw new IllegalArgumentException(
          "there is no method `" + method + "`; there are "
              + String.join(", ", MethodSchemas.all().stream().map(MethodSchema::name).toList()));
    };
  }
}
