/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.source.Source;
import org.costate.grammar.CtlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that are right: each construct of the grammar has a file, and the complete programs of the language. */
class GoodCorpusTest {
  /** Tokens that a decision may look at; `horizon free steps 3` needs three. */
  private static final long MAX_LOOKAHEAD = 3;

  static Stream<Path> programs() {
    return Corpus.programs("corpus/good").stream();
  }

  @Test
  void theCorpusCoversEveryRuleAndAlternative() {
    BitSet seen = new BitSet();
    programs().forEach(program -> {
      CtlParser parser = parser(Corpus.source(program));
      parser.file();
      for (DecisionInfo decision : parser.getParseInfo().getDecisionInfo()) {
        if (decision.invocations > 0) {
          seen.set(decision.decision);
        }
      }
    });
    assertTrue(programs().count() >= 30);
    // Decisions that need one token are not counted by the profiler; all the others must have been taken.
    CtlParser parser = parser(new Source("none", ""));
    for (int decision = 0; decision < parser.getATN().decisionToState.size(); decision++) {
      boolean looksAhead = parser.getInterpreter().decisionToDFA[decision].s0 != null;
      assertEquals(looksAhead, seen.get(decision), "decision " + decision + " of rule "
          + parser.getRuleNames()[parser.getATN().decisionToState.get(decision).ruleIndex]);
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void parsesWithoutDiagnostics(Path program) {
    Diagnostics diagnostics = new Diagnostics();
    org.costate.compiler.parse.Parser.parse(Corpus.source(program), diagnostics);
    assertEquals("", TextRenderer.render(diagnostics));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isNeverAmbiguous(Path program) {
    CtlParser parser = parser(Corpus.source(program));
    parser.addErrorListener(new FailOnDoubt());
    parser.file();
    for (DecisionInfo decision : parser.getParseInfo().getDecisionInfo()) {
      assertTrue(decision.SLL_MaxLook <= MAX_LOOKAHEAD, () -> "decision " + decision.decision + " looked at "
          + decision.SLL_MaxLook + " tokens");
      assertEquals(List.of(), decision.ambiguities);
      assertEquals(0, decision.LL_Fallback);
    }
  }

  private static CtlParser parser(Source source) {
    CtlParser parser = org.costate.compiler.parse.Parser.parserOf(Scan.of(source, new Diagnostics()).orElseThrow());
    parser.removeErrorListeners();
    parser.setProfile(true);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    return parser;
  }

  private static final class FailOnDoubt extends BaseErrorListener {
    @Override
    public void syntaxError(Recognizer<?, ?> parser, Object token, int line, int column, String message,
        RecognitionException error) {
      throw new AssertionError(line + ":" + column + " " + message);
    }

    @Override
    public void reportAmbiguity(Parser parser, DFA dfa, int start, int stop, boolean exact, BitSet alternatives,
        ATNConfigSet configurations) {
      throw new AssertionError("ambiguous: " + alternatives + " in decision " + dfa.decision);
    }

    @Override
    public void reportAttemptingFullContext(Parser parser, DFA dfa, int start, int stop, BitSet alternatives,
        ATNConfigSet configurations) {
      throw new AssertionError("needs the full context: decision " + dfa.decision);
    }
  }
}
