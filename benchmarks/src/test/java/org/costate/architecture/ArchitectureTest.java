/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layering of docs/architecture.md, line by line. */
class ArchitectureTest {
  private static final Layering LAYERING = new Layering("org.costate", """
      +runtime.network:
      +runtime.linalg: | org.apache.commons.math3
      runtime.arithmetic:
      runtime.interpolate:
      runtime.lanes: runtime.arithmetic runtime.interpolate
      runtime.vector:
      +runtime.problem: runtime.network runtime.lanes runtime.vector
      runtime.file:
      runtime.numdiff:
      runtime.trajectory:
      runtime.integrate:
      runtime.stats: | org.apache.commons.math3
      runtime.policy: runtime.trajectory runtime.stats
      runtime.solve: runtime.trajectory runtime.policy
      runtime.solve.ddp: runtime.trajectory runtime.policy runtime.solve
      runtime.solve.ilqr: runtime.trajectory runtime.policy runtime.solve runtime.solve.ddp
      runtime.solve.al: runtime.trajectory runtime.solve runtime.solve.ddp
      runtime.solve.kkt:
      runtime.solve.certify: runtime.trajectory runtime.solve runtime.solve.kkt
      runtime.solve.ip: runtime.trajectory runtime.policy runtime.solve runtime.solve.certify runtime.solve.kkt
      runtime.solve.multistart: runtime.trajectory runtime.solve
      runtime.solve.sampling: runtime.trajectory runtime.solve runtime.solve.ilqr
      runtime.solve.shooting: runtime.trajectory runtime.solve runtime.solve.ddp
      runtime.solve.auto: runtime.trajectory runtime.solve runtime.solve.al runtime.solve.ip runtime.solve.shooting
      runtime.solve.method: runtime.solve runtime.solve.ddp runtime.solve.ilqr runtime.solve.multistart \
        runtime.solve.sampling runtime.solve.ip runtime.solve.al runtime.solve.shooting runtime.solve.auto
      runtime.picture:
      runtime.sim: runtime.trajectory runtime.policy runtime.stats runtime.picture
      runtime.lq: runtime.trajectory runtime.policy runtime.stats
      runtime.mpc: runtime.trajectory runtime.sim runtime.solve
      runtime.learn.file: runtime.file
      runtime.learn.run: runtime.file runtime.learn.file
      runtime.learn.nn: runtime.stats runtime.file runtime.vector
      runtime.nd4j: runtime.learn.nn runtime.network | org.nd4j
      runtime.learn.policy: runtime.stats runtime.sim
      runtime.learn.rollout: runtime.stats runtime.sim runtime.solve runtime.learn.run runtime.learn.nn runtime.learn.policy
      runtime.learn.pg: runtime.stats runtime.sim runtime.learn.run runtime.learn.nn runtime.learn.policy runtime.learn.rollout
      runtime.learn.imitation: runtime.stats runtime.problem runtime.sim runtime.mpc runtime.learn.run runtime.learn.nn runtime.learn.policy \
        runtime.learn.rollout
      runtime.learn.gps: runtime.stats runtime.sim runtime.solve runtime.learn.run runtime.learn.nn runtime.learn.policy \
        runtime.learn.rollout
      runtime.learn.plant: runtime.stats runtime.problem runtime.sim runtime.learn.rollout
      runtime.learn.train: runtime.stats runtime.sim runtime.solve runtime.learn.file runtime.learn.run runtime.learn.nn \
        runtime.learn.policy runtime.learn.rollout runtime.learn.pg runtime.learn.imitation \
        runtime.learn.gps

      grammar: | org.antlr.v4.runtime

      +compiler.source:
      +compiler.types:
      +compiler.diagnostics:
      compiler.ast:
      compiler.parse: compiler.ast grammar | org.antlr.v4.runtime
      compiler.format: compiler.ast compiler.parse
      compiler.modules: compiler.ast compiler.parse
      compiler.ops: runtime.arithmetic
      compiler.data:
      compiler.ir: compiler.ops runtime.interpolate runtime.problem
      compiler.sparsity: compiler.ir runtime.problem
      compiler.differentiate: compiler.ir compiler.ops compiler.sparsity
      compiler.mechanics: compiler.ir compiler.ops compiler.differentiate
      compiler.check: compiler.ast compiler.modules compiler.ops compiler.data runtime.interpolate runtime.network \
        runtime.problem
      compiler.lower: compiler.ast compiler.check compiler.ops compiler.ir compiler.differentiate compiler.mechanics \
        runtime.problem
      compiler.discretize: compiler.ir compiler.ops compiler.differentiate
      compiler.simplify.rule: compiler.ir compiler.ops
      compiler.simplify: compiler.ir compiler.ops compiler.simplify.rule
      compiler.tangent: compiler.ir compiler.ops compiler.differentiate runtime.problem
      compiler.entries: compiler.ir compiler.ops compiler.discretize compiler.simplify compiler.sparsity \
        compiler.differentiate compiler.tangent runtime.problem
      compiler.schedule: compiler.ir compiler.ops compiler.sparsity runtime.linalg
      compiler.codegen: compiler.ir compiler.ops compiler.schedule runtime.file runtime.interpolate runtime.problem \
        runtime.linalg | org.objectweb.asm
      compiler.lanes: compiler.ir compiler.ops runtime.interpolate runtime.lanes runtime.problem
      compiler.export: compiler.ir compiler.ops compiler.schedule runtime.file runtime.interpolate runtime.problem
      compiler.driver: compiler.ast compiler.parse compiler.modules compiler.ops compiler.ir compiler.check compiler.lower \
        compiler.discretize compiler.simplify compiler.sparsity compiler.differentiate compiler.entries \
        compiler.schedule compiler.codegen compiler.lanes compiler.export runtime.linalg runtime.network runtime.problem

      stdlib: compiler.source

      # The public face.
      .: compiler.source compiler.diagnostics compiler.export compiler.driver stdlib runtime.file runtime.network runtime.problem runtime.trajectory runtime.policy \
        runtime.solve runtime.solve.method runtime.solve.certify runtime.linalg runtime.sim runtime.mpc runtime.stats \
        runtime.lq runtime.learn.run runtime.learn.nn runtime.learn.rollout runtime.learn.imitation runtime.learn.gps \
        runtime.learn.plant runtime.learn.train

      # These see the public face, and of what is under it only what its signatures name.
      cli.completion:
      cli.result: runtime.file runtime.learn.file runtime.problem | com.fasterxml.jackson.core
      cli.report: . cli.result compiler.driver runtime.file runtime.problem runtime.solve runtime.stats runtime.learn.run runtime.learn.train | com.fasterxml.jackson.core
      cli.picture: cli.report runtime.file runtime.problem runtime.picture | org.w3c.dom
      cli: . cli.completion cli.report cli.picture cli.result compiler.source compiler.diagnostics compiler.format compiler.driver stdlib runtime.file \
        runtime.problem runtime.trajectory runtime.solve runtime.solve.certify runtime.linalg runtime.mpc runtime.lq \
        runtime.stats runtime.learn.plant runtime.learn.rollout runtime.learn.train | org.apache.commons.cli com.fasterxml.jackson.core
      examples: . runtime.problem runtime.sim runtime.solve runtime.stats
      """);

  private static JavaClasses code;

  @BeforeAll
  static void readClasses() {
    code = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("org.costate");
  }

  @Test
  void everyPackageImportsOnlyWhatItsLineAllows() {
    classes().that().resideOutsideOfPackage("org.costate.benchmarks..").should(LAYERING.imports()).check(code);
  }

  @Test
  void recordsHoldNoArrays() {
    HouseRules.RECORDS_HOLD_NO_ARRAYS.check(code);
  }

  @Test
  void librariesDoNotPrint() {
    HouseRules.LIBRARIES_DO_NOT_PRINT.check(code);
  }

  @Test
  void nothingIsDeserialized() {
    HouseRules.NOTHING_IS_DESERIALIZED.check(code);
  }

  /** Guards against a green test that looked at nothing. */
  @Test
  void theModulesAreSeen() {
    for (String module : new String[] {"grammar", "runtime", "compiler"}) {
      assertTrue(code.stream().anyMatch(c -> c.getPackageName().startsWith("org.costate." + module)),
          module + " is not seen");
    }
  }
}
