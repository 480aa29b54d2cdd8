/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Element;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Expression.UnaryOperator;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.QualifiedName;
import org.costate.compiler.ast.Row;
import org.costate.compiler.ast.Slice;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/**
 * Parse trees of expressions, units and names to syntax trees. Asked only about rules that were read without an error.
 */
final class ExpressionBuilder {
  private final Spans spans;
  private final Literals literals;
  /** Inner expressions that wait for the one that holds them. */
  private final Map<CtlParser.ExprContext, Expression> built = new HashMap<>();

  ExpressionBuilder(Source source, Diagnostics diagnostics) {
    this.spans = new Spans(source);
    this.literals = new Literals(diagnostics);
  }

  // ---------- expressions ----------

  /**
   * Builds inner expressions before those that hold them, in a loop: they may be nested deeper than a thread's stack
   * allows.
   */
  Expression expression(CtlParser.ExprContext rule) {
    if (!built.containsKey(rule)) {
      List<CtlParser.ExprContext> outermostFirst = expressionsIn(rule);
      outermostFirst.reversed().forEach(inner -> built.put(inner, fromParts(inner)));
    }
    return built.remove(rule);
  }

  /** The expressions in {@code root}, itself included; each comes before those that it holds. */
  private static List<CtlParser.ExprContext> expressionsIn(CtlParser.ExprContext root) {
    List<CtlParser.ExprContext> found = new ArrayList<>();
    Deque<ParseTree> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      ParseTree tree = open.pop();
      if (tree instanceof CtlParser.ExprContext expression) {
        found.add(expression);
      }
      for (int i = 0; i < tree.getChildCount(); i++) {
        open.push(tree.getChild(i));
      }
    }
    return found;
  }

  private Expression fromParts(CtlParser.ExprContext rule) {
    return switch (rule) {
      case CtlParser.AtomExprContext a -> atom(a.atom());
      case CtlParser.UnaryContext u -> {
        Expression operand = expression(u.operand);
        yield new Expression.Unary(unaryOperator(u.op), operand, spans.of(u.op).to(operand.span()));
      }
      case CtlParser.BinaryContext b -> {
        Expression left = expression(b.left);
        Expression right = expression(b.right);
        Span span = left.span().to(right.span());
        yield new Expression.Binary(binaryOperator(b.op), left, right, spans.of(b.op), span);
      }
      case CtlParser.ConditionalContext c -> {
        Expression whenFalse = expression(c.whenFalse);
        yield new Expression.Conditional(
            expression(c.condition), expression(c.whenTrue), whenFalse, spans.of(c.start).to(whenFalse.span()));
      }
      default -> throw unknown(rule);
    };
  }

  private Expression atom(CtlParser.AtomContext rule) {
    return switch (rule) {
      case CtlParser.NumberContext n -> {
        Span digits = spans.of(n.NUMBER().getSymbol());
        Optional<UnitExpression> unit = Optional.ofNullable(n.unit()).map(this::unit);
        yield new Expression.Number(literals.number(digits), digits.text(), unit, spans.of(n));
      }
      case CtlParser.TextContext t -> new Expression.Text(literals.text(spans.of(t)), spans.of(t));
      case CtlParser.TruthContext t -> new Expression.Truth(t.value.getType() == CtlParser.TRUE, spans.of(t));
      case CtlParser.InfinityContext i -> new Expression.Infinity(spans.of(i));
      case CtlParser.ChainContext c -> chain(c);
      default -> throw unknown(rule);
    };
  }

  private Expression chain(CtlParser.ChainContext rule) {
    List<CtlParser.PostfixContext> postfixes = rule.postfix();
    Expression built = base(rule.base());
    int members = 0;
    if (built instanceof Expression.Reference first) {
      members = (int) postfixes.stream().takeWhile(CtlParser.SelectContext.class::isInstance).count();
      built = members == 0 ? first : qualified(first, postfixes.subList(0, members));
    }
    for (CtlParser.PostfixContext postfix : postfixes.subList(members, postfixes.size())) {
      Span span = built.span().to(spans.of(postfix));
      built = switch (postfix) {
        case CtlParser.CallContext c -> new Expression.Call(built, c.arg().stream().map(this::argument).toList(), span);
        case CtlParser.IndexContext i -> new Expression.Index(built, slices(i.slice()), span);
        case CtlParser.SelectContext s -> new Expression.Select(built, spans.name(s.id()), span);
        case CtlParser.TransposeContext _ -> new Expression.Transpose(built, span);
        default -> throw unknown(postfix);
      };
    }
    return built;
  }

  /** {@code first.b.name}: the last of its parts is what it names. */
  private Expression qualified(Expression.Reference first, List<CtlParser.PostfixContext> members) {
    List<Name> parts = new ArrayList<>(List.of(first.name()));
    members.forEach(m -> parts.add(spans.name(((CtlParser.SelectContext) m).id())));
    return new Expression.Reference(parts.subList(0, parts.size() - 1), parts.getLast(),
        first.span().to(spans.of(members.getLast())));
  }

  private Expression base(CtlParser.BaseContext rule) {
    return switch (rule) {
      case CtlParser.ReferenceContext r -> new Expression.Reference(spans.name(r), spans.of(r));
      case CtlParser.ParenthesizedContext p -> new Expression.Parenthesized(expression(p.expr()), spans.of(p));
      case CtlParser.ArrayContext a -> new Expression.Array(a.row().stream().map(this::row).toList(), spans.of(a));
      default -> throw unknown(rule);
    };
  }

  private Row row(CtlParser.RowContext rule) {
    return new Row(expressions(rule.expr()), comprehension(rule.comprehension()), spans.of(rule));
  }

  private Argument argument(CtlParser.ArgContext rule) {
    Optional<Name> name = Optional.ofNullable(rule.name).map(spans::name);
    return new Argument(name, expression(rule.value), comprehension(rule.comprehension()), spans.of(rule));
  }

  List<Slice> slices(List<CtlParser.SliceContext> rules) {
    return rules.stream().map(this::slice).toList();
  }

  private Slice slice(CtlParser.SliceContext rule) {
    return switch (rule) {
      case CtlParser.AllSliceContext all -> new Slice.All(spans.of(all));
      case CtlParser.ExprSliceContext one when one.to == null -> new Slice.At(expression(one.from), spans.of(one));
      case CtlParser.ExprSliceContext range ->
        new Slice.Range(expression(range.from), expression(range.to), spans.of(range));
      default -> throw unknown(rule);
    };
  }

  Optional<Comprehension> comprehension(CtlParser.ComprehensionContext rule) {
    return Optional.ofNullable(rule)
        .map(c -> new Comprehension(spans.name(c.variable), expression(c.from), expression(c.to), spans.of(c)));
  }

  List<Expression> expressions(List<CtlParser.ExprContext> rules) {
    return rules.stream().map(this::expression).toList();
  }

  Optional<Expression> optional(CtlParser.ExprContext rule) {
    return Optional.ofNullable(rule).map(this::expression);
  }

  // ---------- names, shapes, domains ----------

  QualifiedName qualifiedName(CtlParser.QnameContext rule) {
    return new QualifiedName(rule.id().stream().map(spans::name).toList(), spans.of(rule));
  }

  Element element(CtlParser.ElementContext rule) {
    return new Element(spans.name(rule.name), slices(rule.slice()), spans.of(rule));
  }

  List<Expression> shape(CtlParser.ShapeContext rule) {
    return rule == null ? List.of() : expressions(rule.expr());
  }

  Optional<Domain> domain(CtlParser.DomainContext rule) {
    return switch (rule) {
      case null -> Optional.empty();
      case CtlParser.IntervalContext i ->
        Optional.of(new Domain.Interval(expression(i.lower), expression(i.upper), spans.of(i)));
      case CtlParser.ChoicesContext c -> Optional.of(new Domain.Choices(expressions(c.expr()), spans.of(c)));
      default -> throw unknown(rule);
    };
  }

  // ---------- units ----------

  Optional<UnitExpression> unit(CtlParser.TypeAnnContext rule) {
    return Optional.ofNullable(rule).map(annotation -> unit(annotation.unit()));
  }

  UnitExpression unit(CtlParser.UnitContext rule) {
    List<UnitExpression.Factor> factors = new ArrayList<>();
    for (int i = 0; i < rule.unitFactor().size(); i++) {
      CtlParser.UnitFactorContext factor = rule.unitFactor(i);
      boolean divides = i > 0 && rule.operators.get(i - 1).getType() == CtlParser.SLASH;
      factors.add(new UnitExpression.Factor(divides, unitAtom(factor.unitAtom()), exponent(factor), spans.of(factor)));
    }
    return new UnitExpression(factors, spans.of(rule));
  }

  private OptionalDouble exponent(CtlParser.UnitFactorContext rule) {
    if (rule.exponent == null) {
      return OptionalDouble.empty();
    }
    double size = literals.number(spans.of(rule.exponent));
    return OptionalDouble.of(rule.sign == null ? size : -size);
  }

  private UnitExpression.Atom unitAtom(CtlParser.UnitAtomContext rule) {
    return switch (rule) {
      case CtlParser.NamedUnitContext n -> new UnitExpression.Named(spans.name(n.name), spans.of(n));
      case CtlParser.ScaleUnitContext s -> new UnitExpression.Scale(literals.number(spans.of(s)), spans.of(s));
      case CtlParser.GroupUnitContext g -> new UnitExpression.Group(unit(g.unit()), spans.of(g));
      default -> throw unknown(rule);
    };
  }

  // ---------- operators ----------

  private static UnaryOperator unaryOperator(Token token) {
    return switch (token.getType()) {
      case CtlParser.MINUS -> UnaryOperator.MINUS;
      case CtlParser.PLUS -> UnaryOperator.PLUS;
      case CtlParser.NOT -> UnaryOperator.NOT;
      default -> throw new InternalCompilerError("parse", "no prefix operator: " + token);
    };
  }

  private static BinaryOperator binaryOperator(Token token) {
    return switch (token.getType()) {
      case CtlParser.POWER -> BinaryOperator.POWER;
      case CtlParser.DOT_POWER -> BinaryOperator.ELEMENT_POWER;
      case CtlParser.STAR -> BinaryOperator.TIMES;
      case CtlParser.SLASH -> BinaryOperator.DIVIDE;
      case CtlParser.DOT_STAR -> BinaryOperator.ELEMENT_TIMES;
      case CtlParser.DOT_SLASH -> BinaryOperator.ELEMENT_DIVIDE;
      case CtlParser.BACKSLASH -> BinaryOperator.SOLVE;
      case CtlParser.PLUS -> BinaryOperator.PLUS;
      case CtlParser.MINUS -> BinaryOperator.MINUS;
      case CtlParser.LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
      case CtlParser.GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
      case CtlParser.EQUAL -> BinaryOperator.EQUAL;
      case CtlParser.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
      case CtlParser.LESS -> BinaryOperator.LESS;
      case CtlParser.GREATER -> BinaryOperator.GREATER;
      case CtlParser.AND -> BinaryOperator.AND;
      case CtlParser.OR -> BinaryOperator.OR;
      default -> throw new InternalCompilerError("parse", "no infix operator: " + token);
    };
  }

  static InternalCompilerError unknown(Object rule) {
    return new InternalCompilerError("parse", "the grammar has a new alternative: " + rule.getClass().getSimpleName());
  }
}
