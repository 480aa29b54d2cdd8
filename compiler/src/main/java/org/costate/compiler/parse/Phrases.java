/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.costate.grammar.CtlParser;

/** The words for what the grammar has symbols for. */
final class Phrases {
  private Phrases() {}

  /** What kind of statement is being read. */
  static String statement(ParserRuleContext statement) {
    if (statement.start == null) {
      return "statement";
    }
    return switch (statement.start.getType()) {
      case CtlParser.MODULE -> "module header";
      case CtlParser.IMPORT -> "import";
      case CtlParser.MODEL -> "model";
      case CtlParser.PROBLEM -> "problem";
      case CtlParser.POLICY -> "policy";
      case CtlParser.SOLVE, CtlParser.TRAIN, CtlParser.MPC -> "run";
      case CtlParser.LET -> "definition";
      case CtlParser.FUNCTION -> "function";
      case CtlParser.CONST, CtlParser.PARAM, CtlParser.STATE, CtlParser.CONTROL, CtlParser.ALGEBRAIC,
          CtlParser.COORDINATE, CtlParser.OBSERVE, CtlParser.DESIGN, CtlParser.SIGNAL, CtlParser.NOISE, CtlParser.TABLE,
          CtlParser.UNIT, CtlParser.EXTERN ->
        "declaration";
      case CtlParser.DER, CtlParser.NEXT, CtlParser.EQUATION -> "equation";
      case CtlParser.START -> "start value";
      case CtlParser.GUESS -> "guess";
      case CtlParser.HORIZON -> "horizon";
      case CtlParser.RETURN -> "returned value";
      case CtlParser.INTEGRATOR -> "integrator";
      case CtlParser.LAYER -> "layer";
      case CtlParser.INPUT -> "input";
      case CtlParser.OUTPUT -> "output";
      case CtlParser.EXPECT -> "expectation";
      default -> switch (statement) {
        case CtlParser.CostItemContext _ -> "cost item";
        case CtlParser.ConItemContext _ -> "constraint";
        case CtlParser.SettingContext _ -> "option";
        case CtlParser.ViewItemContext _ -> "drawing";
        default -> "statement";
      };
    };
  }

  /** What stands where {@code rule} needs a name. */
  static String name(ParserRuleContext rule) {
    for (ParserRuleContext outer = rule; outer != null; outer = outer.getParent()) {
      switch (outer) {
        case CtlParser.ExprContext _ -> {
          return "a name";
        }
        case CtlParser.UnitContext _ -> {
          return "a unit";
        }
        case CtlParser.ModelDeclContext m -> {
          return m.name == null ? "the name of the model" : "the name of the parent model";
        }
        case CtlParser.ProblemDeclContext p -> {
          return p.name == null ? "the name of the problem" : "the name of the model";
        }
        case CtlParser.PolicyDeclContext p -> {
          return p.name == null ? "the name of the policy" : "the name of the problem";
        }
        case CtlParser.RunDeclContext r -> {
          return r.target == null || r.target.stop == null
              ? "the name of what to run"
              : r.method == null && rule.getParent().equals(r) ? "the name of the method" : "a name";
        }
        case CtlParser.VarDeclContext v -> {
          return "the name of the " + TokenKind.spelling(v.start.getType());
        }
        case CtlParser.ConstDeclContext _ -> {
          return "the name of the constant";
        }
        case CtlParser.LetDeclContext _ -> {
          return "the name that this `let` defines";
        }
        case CtlParser.FunctionDeclContext f -> {
          return f.name == null ? "the name of the function" : "the name of a parameter";
        }
        case CtlParser.DerivativeContext _ -> {
          return "the name of a state";
        }
        case CtlParser.ElementContext _ -> {
          return "the name of a variable";
        }
        case CtlParser.IntegrDeclContext _ -> {
          return "the name of the integrator";
        }
        case CtlParser.ComprehensionContext _ -> {
          return "the name of the index";
        }
        default -> {}
      }
    }
    return "a name";
  }

  /** What may stand in a block, for a reader who put something else there. */
  static String holds(ParserRuleContext block) {
    return switch (block.getRuleIndex()) {
      case CtlParser.RULE_file ->
        "a file holds `model`, `problem`, `policy`, `solve`, `train`, `mpc`, `const`, `function`, `table` and `unit`";
      case CtlParser.RULE_modelDecl ->
        "a model holds `param`, `state`, `control` and other declarations, `let`, `function`, and one block of"
            + " `dynamics` or `lagrangian`";
      case CtlParser.RULE_problemDecl ->
        "a problem holds declarations, `horizon`, `integrator`, `start`, `guess`, `minimize`, `constraints`"
            + " and `terminate`";
      case CtlParser.RULE_dynamics ->
        "`dynamics` holds `der(x) = ...;`, `next(x) = ...;`, `let`, `equation` and `after`";
      case CtlParser.RULE_dynStmt -> "`after` holds assignments to states: `x = ...;`";
      case CtlParser.RULE_lagrangian ->
        "`lagrangian` holds `kinetic`, `potential`, `dissipation`, `force(q) = ...;` and `let`";
      case CtlParser.RULE_viewDecl -> "`view` holds drawings such as `tip: disc(hand, 0.05);` and `let`";
      case CtlParser.RULE_minimize -> "an objective holds `running label: ...;` and `terminal label: ...;`";
      case CtlParser.RULE_constraints ->
        "`constraints` holds `path`, `initial`, `terminal` and `at(time)`, each with a condition";
      case CtlParser.RULE_policyDecl -> "a policy holds `input`, `layer`, `let` and `output`";
      case CtlParser.RULE_block ->
        "a run holds options `name = value;`, groups `name { ... }`, `guess`, `start` and `expect`";
      case CtlParser.RULE_functionDecl -> "the body of a function holds `let` and ends with one `return`";
      default -> throw new IllegalArgumentException("not a block: " + block.getClass().getSimpleName());
    };
  }

  /** The block in the user's words. */
  static String block(ParserRuleContext block) {
    return switch (block.getRuleIndex()) {
      case CtlParser.RULE_file -> "a file";
      case CtlParser.RULE_modelDecl -> "a model";
      case CtlParser.RULE_problemDecl -> "a problem";
      case CtlParser.RULE_dynStmt -> "`after`";
      case CtlParser.RULE_minimize -> "an objective";
      case CtlParser.RULE_policyDecl -> "a policy";
      case CtlParser.RULE_block -> "a block of options";
      case CtlParser.RULE_functionDecl -> "a function";
      default -> "`" + TokenKind.spelling(block.start.getType()) + "`";
    };
  }

  /** Where a word that starts statements belongs, or null if it starts none. */
  static String home(int type) {
    return switch (type) {
      case CtlParser.MODEL, CtlParser.PROBLEM, CtlParser.POLICY, CtlParser.SOLVE, CtlParser.TRAIN, CtlParser.MPC,
          CtlParser.EXTERN, CtlParser.UNIT ->
        "at the top level of a file";
      case CtlParser.MODULE -> "on the first line of a file";
      case CtlParser.IMPORT -> "before the first declaration of a file";
      case CtlParser.PARAM, CtlParser.STATE, CtlParser.CONTROL, CtlParser.ALGEBRAIC, CtlParser.COORDINATE,
          CtlParser.OBSERVE, CtlParser.DESIGN, CtlParser.SIGNAL, CtlParser.NOISE, CtlParser.DYNAMICS,
          CtlParser.LAGRANGIAN, CtlParser.VIEW ->
        "in a model";
      case CtlParser.START, CtlParser.GUESS, CtlParser.HORIZON, CtlParser.INTEGRATOR, CtlParser.MINIMIZE,
          CtlParser.MAXIMIZE, CtlParser.CONSTRAINTS, CtlParser.TERMINATE ->
        "in a problem";
      case CtlParser.DER, CtlParser.NEXT, CtlParser.EQUATION, CtlParser.AFTER -> "in `dynamics { ... }`";
      case CtlParser.KINETIC, CtlParser.POTENTIAL, CtlParser.DISSIPATION, CtlParser.FORCE -> "in `lagrangian { ... }`";
      case CtlParser.RUNNING -> "in `minimize { ... }`";
      case CtlParser.PATH, CtlParser.INITIAL, CtlParser.AT -> "in `constraints { ... }`";
      case CtlParser.TERMINAL -> "in `minimize { ... }` or `constraints { ... }`";
      case CtlParser.INPUT, CtlParser.LAYER, CtlParser.OUTPUT -> "in a policy";
      case CtlParser.EXPECT -> "in a run, such as `solve`";
      case CtlParser.RETURN -> "in a function";
      default -> null;
    };
  }

  /** Words that may start a statement of a block, for suggestions. */
  static List<String> starters(ParserRuleContext block) {
    Set<Integer> types = switch (block.getRuleIndex()) {
      case CtlParser.RULE_file -> Set.of(CtlParser.MODULE, CtlParser.IMPORT, CtlParser.MODEL, CtlParser.PROBLEM,
          CtlParser.POLICY, CtlParser.SOLVE, CtlParser.TRAIN, CtlParser.MPC, CtlParser.CONST, CtlParser.FUNCTION,
          CtlParser.EXTERN, CtlParser.TABLE, CtlParser.UNIT);
      case CtlParser.RULE_modelDecl ->
        Set.of(
            CtlParser.CONST, CtlParser.PARAM, CtlParser.DESIGN, CtlParser.SIGNAL, CtlParser.STATE, CtlParser.CONTROL,
            CtlParser.ALGEBRAIC, CtlParser.COORDINATE, CtlParser.NOISE, CtlParser.OBSERVE, CtlParser.LET,
            CtlParser.FUNCTION, CtlParser.TABLE, CtlParser.DYNAMICS,
            CtlParser.LAGRANGIAN, CtlParser.VIEW);
      case CtlParser.RULE_problemDecl ->
        Set.of(
            CtlParser.CONST, CtlParser.PARAM, CtlParser.DESIGN, CtlParser.SIGNAL, CtlParser.STATE, CtlParser.CONTROL,
            CtlParser.ALGEBRAIC, CtlParser.COORDINATE, CtlParser.NOISE, CtlParser.OBSERVE, CtlParser.LET,
            CtlParser.FUNCTION, CtlParser.TABLE, CtlParser.DYNAMICS,
            CtlParser.LAGRANGIAN, CtlParser.VIEW, CtlParser.START, CtlParser.GUESS, CtlParser.HORIZON,
            CtlParser.INTEGRATOR, CtlParser.MINIMIZE, CtlParser.MAXIMIZE, CtlParser.CONSTRAINTS, CtlParser.TERMINATE);
      case CtlParser.RULE_dynamics ->
        Set.of(CtlParser.LET, CtlParser.DER, CtlParser.NEXT, CtlParser.EQUATION, CtlParser.AFTER);
      case CtlParser.RULE_lagrangian ->
        Set.of(CtlParser.LET, CtlParser.KINETIC, CtlParser.POTENTIAL, CtlParser.DISSIPATION, CtlParser.FORCE);
      case CtlParser.RULE_viewDecl -> Set.of(CtlParser.LET);
      case CtlParser.RULE_minimize -> Set.of(CtlParser.RUNNING, CtlParser.TERMINAL);
      case CtlParser.RULE_constraints -> Set.of(CtlParser.PATH, CtlParser.INITIAL, CtlParser.TERMINAL, CtlParser.AT);
      case CtlParser.RULE_policyDecl -> Set.of(CtlParser.INPUT, CtlParser.LAYER, CtlParser.LET, CtlParser.OUTPUT);
      case CtlParser.RULE_block -> Set.of(CtlParser.GUESS, CtlParser.START, CtlParser.EXPECT);
      case CtlParser.RULE_functionDecl -> Set.of(CtlParser.LET, CtlParser.RETURN);
      default -> Set.of();
    };
    return types.stream().sorted().map(TokenKind::spelling).toList();
  }

  /** Words that may follow inside a statement, by the rule that has them. */
  private static final Map<Integer, List<String>> CLAUSES =
      Map.ofEntries(
          Map.entry(CtlParser.RULE_importDecl, List.of("as")),
          Map.entry(CtlParser.RULE_modelDecl, List.of("extends")),
          Map.entry(CtlParser.RULE_problemDecl, List.of("for")),
          Map.entry(CtlParser.RULE_policyDecl, List.of("for")),
          Map.entry(CtlParser.RULE_varDecl, List.of("in", "scale")),
          Map.entry(CtlParser.RULE_coordDecl, List.of("rate", "in")),
          Map.entry(CtlParser.RULE_startItem, List.of("free")),
          Map.entry(CtlParser.RULE_terminate, List.of("when")),
          Map.entry(CtlParser.RULE_horizonDecl, List.of("steps", "guess", "free", "in")),
          Map.entry(CtlParser.RULE_integrDecl, List.of("substeps", "cost")),
          Map.entry(CtlParser.RULE_conItem, List.of("soft", "for")),
          Map.entry(CtlParser.RULE_runDecl, List.of("using", "as")),
          Map.entry(CtlParser.RULE_expr, List.of("then", "else", "and", "or", "not")));

  static List<String> clauses(ParserRuleContext rule) {
    return CLAUSES.getOrDefault(rule.getRuleIndex(), List.of());
  }

  /** The token as a message names it. */
  static String found(Token token, String text) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    return "`" + (text.length() <= 30 ? text : text.substring(0, text.offsetByCodePoints(0, 20)) + "…") + "`";
  }
}
