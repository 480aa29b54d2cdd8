/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.ast.Block;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.GuessItem;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.ModuleHeader;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.StartItem;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** The parse tree of a file to its syntax tree; statements in which an error was found are left out. */
final class TreeBuilder {
  private final Source source;
  private final Spans spans;
  private final ExpressionBuilder expressions;
  private final Map<Integer, String> docs;
  private final Map<Integer, String> attached = new HashMap<>();

  TreeBuilder(Source source, Map<Integer, String> docs, Diagnostics diagnostics) {
    this.source = source;
    this.spans = new Spans(source);
    this.expressions = new ExpressionBuilder(source, diagnostics);
    this.docs = docs;
  }

  SourceFile file(CtlParser.FileContext rule) {
    Optional<ModuleHeader> header =
        Optional.ofNullable(rule.moduleDecl()).filter(TreeBuilder::sound).map(this::moduleHeader);
    List<Import> imports = each(rule.importDecl(), this::importOf);
    List<Item> items = each(rule.item(), this::item);
    return new SourceFile(header, imports, items, attached, new Span(source, 0, source.text().length()));
  }

  /**
   * What {@code build} makes of the rules without an error, in order. A loop, because groups of options nest through
   * here.
   */
  private <R extends ParserRuleContext, T> List<T> each(List<R> rules, Function<R, T> build) {
    List<T> built = new ArrayList<>(rules.size());
    for (R rule : rules) {
      if (sound(rule)) {
        built.add(build.apply(rule));
      }
    }
    return List.copyOf(built);
  }

  /** A block whose end was not found still holds sound statements. */
  private static boolean sound(ParserRuleContext rule) {
    return rule.exception == null || rule.exception instanceof Recovery.Unclosed unclosed && unclosed.complete();
  }

  private Span documented(ParserRuleContext rule) {
    Span span = spans.of(rule);
    String doc = docs.get(span.start());
    if (doc != null) {
      attached.put(span.start(), doc);
    }
    return span;
  }

  // ---------- file ----------

  private ModuleHeader moduleHeader(CtlParser.ModuleDeclContext rule) {
    return new ModuleHeader(expressions.qualifiedName(rule.name), documented(rule));
  }

  private Import importOf(CtlParser.ImportDeclContext rule) {
    return new Import(expressions.qualifiedName(rule.name), name(rule.alias), names(rule.names), spans.of(rule));
  }

  private Item item(CtlParser.ItemContext rule) {
    return switch (rule.getChild(0)) {
      case CtlParser.ModelDeclContext m ->
        new Item.Model(
            spans.name(m.name),
            Optional.ofNullable(m.parent).map(expressions::qualifiedName),
            each(m.modelItem(), this::modelMember),
            documented(m));
      case CtlParser.ProblemDeclContext p ->
        new Item.Problem(
            spans.name(p.name),
            Optional.ofNullable(p.model).map(expressions::qualifiedName),
            each(p.problemItem(), this::problemMember),
            documented(p));
      case CtlParser.PolicyDeclContext p ->
        new Item.Policy(
            spans.name(p.name),
            expressions.qualifiedName(p.problem),
            each(p.policyItem(), this::policyStatement),
            documented(p));
      case CtlParser.RunDeclContext r ->
        new Item.Run(
            runKind(r.kind),
            spans.of(r.kind),
            expressions.qualifiedName(r.target),
            name(r.name),
            spans.name(r.method),
            block(r.block()),
            documented(r));
      case ParserRuleContext declaration -> new Item.Declaration(member(declaration), spans.of(declaration));
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  private static Item.Run.Kind runKind(Token keyword) {
    return switch (keyword.getType()) {
      case CtlParser.SOLVE -> Item.Run.Kind.SOLVE;
      case CtlParser.TRAIN -> Item.Run.Kind.TRAIN;
      default -> Item.Run.Kind.MPC;
    };
  }

  // ---------- members ----------

  private Member modelMember(CtlParser.ModelItemContext rule) {
    return member((ParserRuleContext) rule.getChild(0));
  }

  private Member problemMember(CtlParser.ProblemItemContext rule) {
    return rule.modelItem() != null ? modelMember(rule.modelItem()) : member((ParserRuleContext) rule.getChild(0));
  }

  private Member member(ParserRuleContext rule) {
    Span span = documented(rule);
    return switch (rule) {
      case CtlParser.ConstDeclContext c ->
        new Member.Const(spans.name(c.name), expressions.shape(c.shape()), unit(c.typeAnn()),
            expressions.expression(c.value), span);
      case CtlParser.VarDeclContext v -> variable(v, span);
      case CtlParser.CoordDeclContext c ->
        new Member.Coordinate(
            spans.name(c.name),
            expressions.shape(c.shape()),
            unit(c.typeAnn()),
            spans.name(c.rate),
            expressions.domain(c.domain()),
            span);
      case CtlParser.NoiseDeclContext n ->
        new Member.Noise(spans.name(n.name), expressions.shape(n.shape()), unit(n.typeAnn()),
            expressions.expression(n.value), span);
      case CtlParser.ObserveDeclContext o ->
        new Member.Observe(spans.name(o.name), expressions.shape(o.shape()), unit(o.typeAnn()),
            expressions.expression(o.value), span);
      case CtlParser.LetDeclContext l -> let(l);
      case CtlParser.FunctionDeclContext f ->
        new Member.Function(
            spans.name(f.name),
            parameters(f.params()),
            expressions.shape(f.shape()),
            unit(f.typeAnn()),
            each(f.letDecl(), this::let),
            expressions.expression(f.value),
            span);
      case CtlParser.ExternDeclContext e ->
        new Member.Extern(spans.name(e.name), parameters(e.params()), expressions.shape(e.shape()), unit(e.typeAnn()),
            span);
      case CtlParser.TableDeclContext t ->
        new Member.Table(spans.name(t.name), parameters(t.params()), unit(t.typeAnn()), expressions.expression(t.value),
            span);
      case CtlParser.UnitDeclContext u ->
        new Member.Unit(spans.name(u.name), expressions.optional(u.value), unit(u.typeAnn()), span);
      case CtlParser.DynamicsContext d -> new Member.Dynamics(each(d.dynStmt(), this::dynamicsStatement), span);
      case CtlParser.LagrangianContext l -> new Member.Lagrangian(each(l.lagStmt(), this::lagrangianStatement), span);
      case CtlParser.ViewDeclContext v -> new Member.View(each(v.viewItem(), this::viewStatement), span);
      case CtlParser.StartDeclContext s -> start(s);
      case CtlParser.GuessDeclContext g -> guess(g);
      case CtlParser.HorizonDeclContext h -> horizon(h, span);
      case CtlParser.IntegrDeclContext i ->
        new Member.Integrator(spans.name(i.method), expressions.optional(i.substeps), name(i.cost), span);
      case CtlParser.MinimizeContext m ->
        new Member.Objective(
            m.keyword.getType() == CtlParser.MAXIMIZE, spans.of(m.keyword), each(m.costItem(), this::costItem), span);
      case CtlParser.ConstraintsContext c -> new Member.Constraints(each(c.conItem(), this::constraintItem), span);
      case CtlParser.TerminateContext t ->
        new Member.Terminate(name(t.label), expressions.expression(t.condition), span);
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  private Member.Variable variable(CtlParser.VarDeclContext rule, Span span) {
    Optional<Expression> given = expressions.optional(rule.value);
    boolean drawn = rule.how != null && rule.how.getType() == CtlParser.TILDE;
    return new Member.Variable(
        variableKind(rule.kind),
        spans.name(rule.name),
        expressions.shape(rule.shape()),
        unit(rule.typeAnn()),
        drawn ? Optional.empty() : given,
        drawn ? given : Optional.empty(),
        expressions.domain(rule.domain()),
        expressions.optional(rule.scale),
        span);
  }

  private static Member.Variable.Kind variableKind(Token keyword) {
    return switch (keyword.getType()) {
      case CtlParser.PARAM -> Member.Variable.Kind.PARAM;
      case CtlParser.DESIGN -> Member.Variable.Kind.DESIGN;
      case CtlParser.SIGNAL -> Member.Variable.Kind.SIGNAL;
      case CtlParser.STATE -> Member.Variable.Kind.STATE;
      case CtlParser.CONTROL -> Member.Variable.Kind.CONTROL;
      default -> Member.Variable.Kind.ALGEBRAIC;
    };
  }

  private Member.Let let(CtlParser.LetDeclContext rule) {
    return new Member.Let(
        spans.name(rule.name),
        expressions.shape(rule.shape()),
        unit(rule.typeAnn()),
        expressions.expression(rule.value),
        documented(rule));
  }

  private List<Parameter> parameters(CtlParser.ParamsContext rule) {
    return rule == null
        ? List.of()
        : rule.parm()
            .stream()
            .map(p -> new Parameter(spans.name(p.name), expressions.shape(p.shape()), unit(p.typeAnn()), spans.of(p)))
            .toList();
  }

  private Member.Start start(CtlParser.StartDeclContext rule) {
    return new Member.Start(rule.startItem().stream().map(this::startItem).toList(), spans.of(rule));
  }

  private StartItem startItem(CtlParser.StartItemContext rule) {
    boolean drawn = rule.how != null && rule.how.getType() == CtlParser.TILDE;
    Optional<Expression> given = expressions.optional(rule.value);
    return new StartItem(
        expressions.element(rule.element()),
        drawn ? Optional.empty() : given,
        drawn ? given : Optional.empty(),
        spans.of(rule));
  }

  private Member.Guess guess(CtlParser.GuessDeclContext rule) {
    return new Member.Guess(
        rule.guessItem()
            .stream()
            .map(g -> new GuessItem(expressions.element(g.element()), expressions.expression(g.value), spans.of(g)))
            .toList(),
        spans.of(rule));
  }

  private Member.Horizon horizon(CtlParser.HorizonDeclContext rule, Span span) {
    Optional<Member.Horizon.Free> free =
        Optional.ofNullable(rule.name)
            .map(
                name -> new Member.Horizon.Free(
                    spans.name(name), expressions.domain(rule.domain()).orElseThrow(),
                    expressions.optional(rule.guess)));
    return new Member.Horizon(expressions.optional(rule.duration), free, expressions.expression(rule.steps), span);
  }

  private CostItem costItem(CtlParser.CostItemContext rule) {
    CostItem.Kind kind = rule.kind.getType() == CtlParser.RUNNING ? CostItem.Kind.RUNNING : CostItem.Kind.TERMINAL;
    return new CostItem(kind, name(rule.label), expressions.expression(rule.value), documented(rule));
  }

  private ConstraintItem constraintItem(CtlParser.ConItemContext rule) {
    ConstraintItem.Kind kind = switch (rule.kind.getType()) {
      case CtlParser.PATH -> ConstraintItem.Kind.PATH;
      case CtlParser.INITIAL -> ConstraintItem.Kind.INITIAL;
      case CtlParser.TERMINAL -> ConstraintItem.Kind.TERMINAL;
      default -> ConstraintItem.Kind.AT;
    };
    return new ConstraintItem(
        kind,
        expressions.optional(rule.time),
        name(rule.label),
        expressions.expression(rule.condition),
        expressions.comprehension(rule.comprehension()),
        expressions.optional(rule.soft),
        documented(rule));
  }

  // ---------- statements ----------

  private Statement dynamicsStatement(CtlParser.DynStmtContext rule) {
    return switch (rule) {
      case CtlParser.DynamicsLetContext l -> let(l.letDecl());
      case CtlParser.DerivativeContext d ->
        new Statement.Derivative(
            d.keyword.getType() == CtlParser.DER ? Statement.Derivative.Kind.DER : Statement.Derivative.Kind.NEXT,
            spans.of(d.keyword),
            spans.name(d.state),
            expressions.expression(d.value),
            documented(d));
      case CtlParser.EquationContext e ->
        new Statement.Equation(name(e.label), expressions.expression(e.condition), documented(e));
      case CtlParser.AfterContext a ->
        new Statement.After(
            each(
                a.assignment(),
                s -> new Statement.After.Assignment(spans.name(s.state), expressions.expression(s.value))),
            documented(a));
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  private Statement lagrangianStatement(CtlParser.LagStmtContext rule) {
    return switch (rule) {
      case CtlParser.LagrangianLetContext l -> let(l.letDecl());
      case CtlParser.EnergyContext e ->
        new Statement.Energy(
            switch (e.keyword.getType()) {
              case CtlParser.KINETIC -> Statement.Energy.Kind.KINETIC;
              case CtlParser.POTENTIAL -> Statement.Energy.Kind.POTENTIAL;
              default -> Statement.Energy.Kind.DISSIPATION;
            },
            expressions.expression(e.value),
            documented(e));
      case CtlParser.ForceContext f ->
        new Statement.Force(spans.name(f.coordinate), expressions.expression(f.value), documented(f));
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  private Statement viewStatement(CtlParser.ViewItemContext rule) {
    return switch (rule) {
      case CtlParser.ViewLetContext l -> let(l.letDecl());
      case CtlParser.DrawingContext d ->
        new Statement.Drawing(name(d.label), expressions.expression(d.drawn),
            expressions.comprehension(d.comprehension()), documented(d));
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  private Statement policyStatement(CtlParser.PolicyItemContext rule) {
    return switch (rule) {
      case CtlParser.InputContext i -> new Statement.Input(names(i.id()), documented(i));
      case CtlParser.LayerContext l ->
        new Statement.Layer(spans.name(l.name), expressions.expression(l.value), documented(l));
      case CtlParser.PolicyLetContext l -> let(l.letDecl());
      case CtlParser.OutputContext o ->
        new Statement.Output(
            spans.name(o.name), o.how.getType() == CtlParser.TILDE, expressions.expression(o.value), documented(o));
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  // ---------- options ----------

  private Block block(CtlParser.BlockContext rule) {
    return new Block(each(rule.setting(), this::setting), spans.of(rule));
  }

  private Setting setting(CtlParser.SettingContext rule) {
    return switch (rule) {
      case CtlParser.OptionContext o ->
        new Setting.Option(spans.name(o.name), expressions.expression(o.value), spans.of(o));
      case CtlParser.GroupContext g -> new Setting.Group(spans.name(g.name), block(g.block()), spans.of(g));
      case CtlParser.GuessSettingContext g -> guess(g.guessDecl());
      case CtlParser.StartSettingContext s -> start(s.startDecl());
      case CtlParser.ExpectContext e -> new Setting.Expect(expressions.expression(e.condition), spans.of(e));
      default -> throw ExpressionBuilder.unknown(rule);
    };
  }

  // ---------- parts ----------

  private Optional<UnitExpression> unit(CtlParser.TypeAnnContext rule) {
    return expressions.unit(rule);
  }

  private Optional<Name> name(CtlParser.IdContext rule) {
    return Optional.ofNullable(rule).map(spans::name);
  }

  private List<Name> names(List<CtlParser.IdContext> rules) {
    return rules.stream().map(spans::name).toList();
  }
}
