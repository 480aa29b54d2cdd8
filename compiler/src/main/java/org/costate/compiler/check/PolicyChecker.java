/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Type;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** Policies: their layers in order, then one output for each control of the problem (E0811). */
final class PolicyChecker {
  private final Analysis facts;
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;

  PolicyChecker(Analysis facts, SyntaxDamage damage, Diagnostics diagnostics) {
    this.facts = facts;
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  /**
   * The policy as a network.
   *
   * @param controls of its problem, in order
   * @return nothing if it has an error, which is reported
   */
  Optional<PolicyInfo> policy(Item.Policy policy, List<Symbol.Variable> controls) {
    int before = diagnostics.errorCount();
    TensorGraph graph = new TensorGraph();
    NetworkEvaluator network = new NetworkEvaluator(facts, graph, diagnostics);
    HeadChecker heads = new HeadChecker(facts, policy, graph, network, diagnostics);
    Map<Symbol, Head> found = new HashMap<>();
    Map<Symbol, Statement.Output> outputs = new HashMap<>();
    for (Statement statement : policy.statements()) {
      switch (statement) {
        case Statement.Layer s -> facts.bindings()
            .symbol(s.name())
            .ifPresent(layer -> network.define(layer, network.evaluate(s.value(), layer.name())));
        case Member.Let s -> facts.bindings()
            .symbol(s.name())
            .ifPresent(layer -> network.define(layer,
                network.evaluate(s.value(), layer.name()).filter(v -> declared(s, v))));
        case Statement.Output s -> facts.bindings()
            .symbol(s.name())
            .filter(control -> once(s, outputs.putIfAbsent(control, s)) && !facts.shapes().type(control).unknown())
            .flatMap(control -> heads.head(s, (Symbol.Variable) control))
            .ifPresent(head -> found.put(facts.bindings().known(s.name()), head));
        default -> {}
      }
    }
    for (Symbol.Variable control : controls) {
      if (!outputs.containsKey(control) && !damage.any()) {
        missing(policy, control);
      }
    }
    if (diagnostics.errorCount() > before || found.size() < controls.size()) {
      return Optional.empty();
    }
    return Optional.of(new PolicyInfo(policy.name().text(), policy.problem().parts().getLast().text(),
        network.features(), network.memories(), controls.stream().map(found::get).toList(), graph));
  }

  private boolean once(Statement.Output output, Statement.Output before) {
    if (before != null) {
      diagnostics.report(Diagnostic
          .at(Code.E0811, output.name().span(), "control `" + output.name() + "` has two outputs")
          .label("the second")
          .second(before.name().span(), "the first"));
    }
    return before == null;
  }

  private void missing(Item.Policy policy, Symbol.Variable control) {
    diagnostics.report(Diagnostic
        .at(Code.E0811, policy.name().span(),
            "policy `" + policy.name() + "` has no output for control `" + control.name() + "`")
        .label("decides on every control")
        .second(control.place().orElseThrow(), "declared here")
        .help("`output " + control.name() + " ~ gaussian(mean = dense(h, units = "
            + (facts.shapes().type(control) instanceof Type.Numbers n ? n.shape().size() : 1)
            + "), std = learned(0.5));`"));
  }

  /** Whether a let has the shape that it declares, if it declares one. */
  private boolean declared(Member.Let let, Tensor value) {
    if (let.shape().isEmpty()) {
      return true;
    }
    Type type = facts.shapes().declared(let.shape());
    boolean fits = type instanceof Type.Numbers n && n.shape().dimensions().equals(value.shape().sizes());
    if (!fits && !type.unknown()) {
      diagnostics.report(Diagnostic
          .at(Code.E0301, let.value().span(), "`" + let.name() + "` is " + type.describe() + ", but its value is "
              + NetworkShapes.describe(value))
          .label(NetworkShapes.text(value))
          .second(let.name().span(), "declared here"));
    }
    return fits;
  }
}
