package org.costate.compiler.parse;

import static org.costate.grammar.CtlParser.*;

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
      case MODULE -> "module header";
      case IMPORT -> "import";
      case MODEL -> "model";
      case PROBLEM -> "problem";
      case POLICY -> "policy";
      case SOLVE, TRAIN, MPC -> "run";
      case LET -> "definition";
      case FUNCTION -> "function";
      case CONST, PARAM, STATE, CONTROL, ALGEBRAIC, COORDINATE, OBSERVE, DESIGN, SIGNAL, NOISE, TABLE, UNIT, EXTERN -> "declaration";
      case DER, NEXT, EQUATION -> "equation";
      case START -> "start value";
      case GUESS -> "guess";
      case HORIZON -> "horizon";
      case RETURN -> "returned value";
      case INTEGRATOR -> "integrator";
      case LAYER -> "layer";
      case INPUT -> "input";
      case OUTPUT -> "output";
      case EXPECT -> "expectation";
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
              : r.method == null && rule.getParent() == r ? "the name of the method" : "a name";
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
      case RULE_file -> "a file holds `model`, `problem`, `policy`, `solve`, `train`, `mpc`, `const`, `function`, `table` and `unit`";
      case RULE_modelDecl ->
          "a model holds `param`, `state`, `control` and other declarations, `let`, `function`, and one block of `dynamics`"
              + " or `lagrangian`";
      case RULE_problemDecl ->
          "a problem holds declarations, `horizon`, `integrator`, `start`, `guess`, `minimize`, `constraints` and `terminate`";
      case RULE_dynamics -> "`dynamics` holds `der(x) = ...;`, `next(x) = ...;`, `let`, `equation` and `after`";
      case RULE_dynStmt -> "`after` holds assignments to states: `x = ...;`";
      case RULE_lagrangian -> "`lagrangian` holds `kinetic`, `potential`, `dissipation`, `force(q) = ...;` and `let`";
      case RULE_viewDecl -> "`view` holds drawings such as `tip: disc(hand, 0.05);` and `let`";
      case RULE_minimize -> "an objective holds `running label: ...;` and `terminal label: ...;`";
      case RULE_constraints -> "`constraints` holds `path`, `initial`, `terminal` and `at(time)`, each with a condition";
      case RULE_policyDecl -> "a policy holds `input`, `layer`, `let` and `output`";
      case RULE_block -> "a run holds options `name = value;`, groups `name { ... }`, `guess`, `start` and `expect`";
      case RULE_functionDecl -> "the body of a function holds `let` and ends with one `return`";
      default -> throw new IllegalArgumentException("not a block: " + block.getClass().getSimpleName());
    };
  }

  /** The block in the user's words. */
  static String block(ParserRuleContext block) {
    return switch (block.getRuleIndex()) {
      case RULE_file -> "a file";
      case RULE_modelDecl -> "a model";
      case RULE_problemDecl -> "a problem";
      case RULE_dynStmt -> "`after`";
      case RULE_minimize -> "an objective";
      case RULE_policyDecl -> "a policy";
      case RULE_block -> "a block of options";
      case RULE_functionDecl -> "a function";
      default -> "`" + TokenKind.spelling(block.start.getType()) + "`";
    };
  }

  /** Where a word that starts statements belongs, or null if it starts none. */
  static String home(int type) {
    return switch (type) {
      case MODEL, PROBLEM, POLICY, SOLVE, TRAIN, MPC, EXTERN, UNIT -> "at the top level of a file";
      case MODULE -> "on the first line of a file";
      case IMPORT -> "before the first declaration of a file";
      case PARAM, STATE, CONTROL, ALGEBRAIC, COORDINATE, OBSERVE, DESIGN, SIGNAL, NOISE, DYNAMICS, LAGRANGIAN, VIEW -> "in a model";
      case START, GUESS, HORIZON, INTEGRATOR, MINIMIZE, MAXIMIZE, CONSTRAINTS, TERMINATE -> "in a problem";
      case DER, NEXT, EQUATION, AFTER -> "in `dynamics { ... }`";
      case KINETIC, POTENTIAL, DISSIPATION, FORCE -> "in `lagrangian { ... }`";
      case RUNNING -> "in `minimize { ... }`";
      case PATH, INITIAL, AT -> "in `constraints { ... }`";
      case TERMINAL -> "in `minimize { ... }` or `constraints { ... }`";
      case INPUT, LAYER, OUTPUT -> "in a policy";
      case EXPECT -> "in a run, such as `solve`";
      case RETURN -> "in a function";
      default -> null;
    };
  }

  /** Words that may start a statement of a block, for suggestions. */
  static List<String> starters(ParserRuleContext block) {
    Set<Integer> types = switch (block.getRuleIndex()) {
      case RULE_file -> Set.of(MODULE, IMPORT, MODEL, PROBLEM, POLICY, SOLVE, TRAIN, MPC, CONST, FUNCTION, EXTERN, TABLE, UNIT);
      case RULE_modelDecl ->
          Set.of(
              CONST, PARAM, DESIGN, SIGNAL, STATE, CONTROL, ALGEBRAIC, COORDINATE, NOISE, OBSERVE, LET, FUNCTION, TABLE, DYNAMICS,
              LAGRANGIAN, VIEW);
      case RULE_problemDecl ->
          Set.of(
              CONST, PARAM, DESIGN, SIGNAL, STATE, CONTROL, ALGEBRAIC, COORDINATE, NOISE, OBSERVE, LET, FUNCTION, TABLE, DYNAMICS,
              LAGRANGIAN, VIEW, START, GUESS, HORIZON, INTEGRATOR, MINIMIZE, MAXIMIZE, CONSTRAINTS, TERMINATE);
      case RULE_dynamics -> Set.of(LET, DER, NEXT, EQUATION, AFTER);
      case RULE_lagrangian -> Set.of(LET, KINETIC, POTENTIAL, DISSIPATION, FORCE);
      case RULE_viewDecl -> Set.of(LET);
      case RULE_minimize -> Set.of(RUNNING, TERMINAL);
      case RULE_constraints -> Set.of(PATH, INITIAL, TERMINAL, AT);
      case RULE_policyDecl -> Set.of(INPUT, LAYER, LET, OUTPUT);
      case RULE_block -> Set.of(GUESS, START, EXPECT);
      case RULE_functionDecl -> Set.of(LET, RETURN);
      default -> Set.of();
    };
    return types.stream().sorted().map(TokenKind::spelling).toList();
  }

  /** Words that may follow inside a statement, by the rule that has them. */
  private static final Map<Integer, List<String>> CLAUSES =
      Map.ofEntries(
          Map.entry(RULE_importDecl, List.of("as")),
          Map.entry(RULE_modelDecl, List.of("extends")),
          Map.entry(RULE_problemDecl, List.of("for")),
          Map.entry(RULE_policyDecl, List.of("for")),
          Map.entry(RULE_varDecl, List.of("in", "scale")),
          Map.entry(RULE_coordDecl, List.of("rate", "in")),
          Map.entry(RULE_startItem, List.of("free")),
          Map.entry(RULE_terminate, List.of("when")),
          Map.entry(RULE_horizonDecl, List.of("steps", "guess", "free", "in")),
          Map.entry(RULE_integrDecl, List.of("substeps", "cost")),
          Map.entry(RULE_conItem, List.of("soft", "for")),
          Map.entry(RULE_runDecl, List.of("using", "as")),
          Map.entry(RULE_expr, List.of("then", "else", "and", "or", "not")));

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
