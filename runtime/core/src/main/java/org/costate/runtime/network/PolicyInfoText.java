/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.runtime.network.PolicyInfo.Feature;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * Policies as text: a version line, then for each policy its name, its tensors by id, and what they are to it, one record a line, words apart
 * by blanks. Names hold no blanks. Equal policies have equal texts.
 */
final class PolicyInfoText {
  private static final String VERSION = "costate-policies 1";

  private PolicyInfoText() {}

  static String encode(List<PolicyInfo> policies) {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    for (PolicyInfo policy : policies) {
      line(text, "policy", policy.name(), policy.problem());
      policy.graph().tensors().forEach(tensor -> tensor(text, tensor));
      for (Feature f : policy.features()) {
        line(text, "feature", f.observation(), f.previous(), f.input().id());
      }
      for (Memory m : policy.memories()) {
        line(text, "memory", m.name(), m.input().id(), m.next().id());
      }
      policy.heads().forEach(head -> head(text, head));
    }
    line(text, "end");
    return text.toString();
  }

  private static void tensor(StringBuilder text, Tensor tensor) {
    switch (tensor) {
      case Tensor.Input t -> line(text, "input", t.name(), shape(t.shape()));
      case Tensor.Weight t -> line(text, "weight", t.name(), sizes(t.shape().sizes()), start(t.start()));
      case Tensor.Constant t -> line(text, "constant", sizes(t.shape().sizes()), numbers(t.values()));
      case Tensor.Result t -> line(text, "result", op(t.op()),
          t.operands().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
  }

  private static void head(StringBuilder text, Head head) {
    switch (head) {
      case Head.Deterministic h -> line(text, "deterministic", h.control(), h.value().id());
      case Head.Gaussian h -> line(text, "gaussian", h.control(), h.mean().id(), h.deviation().id(), h.squashed());
      case Head.Categorical h -> line(text, "categorical", h.control(), h.logits().id(), numbers(h.values()));
    }
  }

  private static String start(WeightStart start) {
    return switch (start) {
      case WeightStart.Constant s -> "constant " + s.value();
      case WeightStart.Uniform s -> "uniform " + s.bound();
      case WeightStart.Normal s -> "normal " + s.deviation();
      case WeightStart.Orthogonal s -> "orthogonal " + s.gain();
    };
  }

  private static String op(TensorOp op) {
    return switch (op) {
      case Unary o -> o.name().toLowerCase(Locale.ROOT);
      case Binary o -> o.name().toLowerCase(Locale.ROOT);
      case TensorOp.MatrixProduct o -> "product " + o.transposeRight();
      case OuterProduct o -> "outer";
      case TensorOp.SumTo o -> "sum " + shape(o.shape());
      case TensorOp.Repeat o -> "repeat " + shape(o.shape());
      case Concatenation o -> "concatenation";
      case TensorOp.Part o -> "part " + o.from() + " " + o.to();
      case TensorOp.Padded o -> "padded " + o.from() + " " + o.size();
      case TensorOp.Reshaped o -> "reshaped " + sizes(o.sizes());
      case Softmax o -> o.name().toLowerCase(Locale.ROOT);
      case TensorOp.Convolution o -> "convolution " + o.stride();
      case TensorOp.ConvolutionImage o -> "convolution_image " + o.stride() + " " + o.height() + " " + o.width();
      case TensorOp.ConvolutionFilters o -> "convolution_filters " + o.stride() + " " + o.kernel();
    };
  }

  /** {@code rows:2,3} or {@code fixed:}. */
  private static String shape(TensorShape shape) {
    return (shape.rows() ? "rows:" : "fixed:") + sizes(shape.sizes()).substring(1);
  }

  /** {@code :2,3}. */
  private static String sizes(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(",", ":", ""));
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static void line(StringBuilder text, Object... words) {
    text.append(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" "))).append('\n');
  }

  /** @throws IllegalArgumentException with the line at fault if the text is not one of {@link #encode} */
  static List<PolicyInfo> decode(String text) {
    return new Decoder(text).decode();
  }

  /** Makes every tensor again by the graph's own rules, so a text that breaks them is refused. */
  private static final class Decoder {
    private final String[] lines;
    private int at;
    private String[] words;
    private TensorGraph graph = new TensorGraph();

    Decoder(String text) {
      lines = text.split("\n", -1);
    }

    List<PolicyInfo> decode() {
      try {
        return policies();
      } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
        throw new IllegalArgumentException(
            "policies, line " + Math.min(at, lines.length) + ": " + e.getMessage(), e);
      }
    }

    private List<PolicyInfo> policies() {
      List<PolicyInfo> all = new ArrayList<>();
      if (!lines[at++].equals(VERSION)) {
        throw new IllegalArgumentException("expected " + VERSION);
      }
      next();
      while (words[0].equals("policy")) {
        all.add(policy());
      }
      if (!words[0].equals("end") || at != lines.length - 1 || !lines[at].isEmpty()) {
        throw new IllegalArgumentException("expected a policy or the end");
      }
      return all;
    }

    private void next() {
      words = lines[at++].split(" ", -1);
    }

    private PolicyInfo policy() {
      String name = words[1];
      String problem = words[2];
      graph = new TensorGraph();
      next();
      while (isTensor()) {
        int made = graph.tensors().size();
        if (tensor().id() != made) {
          throw new IllegalArgumentException("the tensor is there already, or none");
        }
        next();
      }
      List<Feature> features = each("feature", w -> new Feature(w[1], flag(w[2]), graph.tensor(integer(w[3]))));
      List<Memory> memories =
          each("memory", w -> new Memory(w[1], graph.tensor(integer(w[2])), graph.tensor(integer(w[3]))));
      List<Head> heads = new ArrayList<>();
      while (!words[0].equals("policy") && !words[0].equals("end")) {
        heads.add(head());
        next();
      }
      return new PolicyInfo(name, problem, features, memories, heads, graph);
    }

    private <T> List<T> each(String kind, Function<String[], T> reader) {
      List<T> all = new ArrayList<>();
      while (words[0].equals(kind)) {
        all.add(reader.apply(words));
        next();
      }
      return all;
    }

    private Head head() {
      Tensor first = graph.tensor(integer(words[2]));
      return switch (words[0]) {
        case "deterministic" -> new Head.Deterministic(words[1], first);
        case "gaussian" -> new Head.Gaussian(words[1], first, graph.tensor(integer(words[3])), flag(words[4]));
        case "categorical" -> new Head.Categorical(words[1], first, numbers(words[3]));
        default -> throw new IllegalArgumentException("expected a head, found " + words[0]);
      };
    }

    private boolean isTensor() {
      return List.of("input", "weight", "constant", "result").contains(words[0]);
    }

    private Tensor tensor() {
      return switch (words[0]) {
        case "input" -> graph.input(words[1], shape(words[2]));
        case "weight" -> graph.weight(words[1], sizes(words[2]), start());
        case "constant" -> graph.constant(sizes(words[1]), numbers(words[2]));
        default -> result();
      };
    }

    private WeightStart start() {
      double value = Double.parseDouble(words[4]);
      return switch (words[3]) {
        case "constant" -> new WeightStart.Constant(value);
        case "uniform" -> new WeightStart.Uniform(value);
        case "normal" -> new WeightStart.Normal(value);
        case "orthogonal" -> new WeightStart.Orthogonal(value);
        default -> throw new IllegalArgumentException("expected a start, found " + words[3]);
      };
    }

    private Tensor result() {
      return switch (words[1]) {
        case "product" -> graph.matrixProduct(operand(3), operand(4), flag(words[2]));
        case "outer" -> graph.outerProduct(operand(2), operand(3));
        case "sum" -> graph.sumTo(operand(3), shape(words[2]));
        case "repeat" -> graph.repeat(operand(3), shape(words[2]));
        case "concatenation" -> graph.concatenate(
            Arrays.stream(words).skip(2).map(w -> graph.tensor(integer(w))).toList());
        case "part" -> graph.part(operand(4), integer(words[2]), integer(words[3]));
        case "padded" -> graph.padded(operand(4), integer(words[2]), integer(words[3]));
        case "reshaped" -> graph.reshape(operand(3), sizes(words[2]));
        case "softmax" -> graph.softmax(operand(2));
        case "log_sum_exp" -> graph.logSumExp(operand(2));
        case "convolution" -> graph.convolve(operand(3), operand(4), integer(words[2]));
        case "convolution_image" -> {
          Tensor result = operand(5);
          Tensor filters = operand(6);
          List<Integer> sizes =
              List.of(filters.shape().sizes().get(1), integer(words[3]), integer(words[4]));
          yield graph.convolutionImage(
              result, filters, integer(words[2]), new TensorShape(result.shape().rows(), sizes));
        }
        case "convolution_filters" -> {
          Tensor image = operand(4);
          Tensor result = operand(5);
          int kernel = integer(words[3]);
          yield graph.convolutionFilters(image, result, integer(words[2]), TensorShape.fixed(
              result.shape().sizes().getFirst(), image.shape().sizes().getFirst(), kernel, kernel));
        }
        default -> elementwise(words[1].toUpperCase(Locale.ROOT));
      };
    }

    private Tensor elementwise(String name) {
      return words.length == 3
          ? graph.apply(Unary.valueOf(name), operand(2))
          : graph.apply(Binary.valueOf(name), operand(2), operand(3));
    }

    private Tensor operand(int word) {
      return graph.tensor(integer(words[word]));
    }

    private static TensorShape shape(String word) {
      int colon = word.indexOf(':');
      String kind = word.substring(0, colon);
      if (!kind.equals("rows") && !kind.equals("fixed")) {
        throw new IllegalArgumentException("expected rows or fixed, found " + kind);
      }
      return new TensorShape(kind.equals("rows"), sizes(word.substring(colon)));
    }

    private static List<Integer> sizes(String word) {
      if (word.charAt(0) != ':') {
        throw new IllegalArgumentException("expected sizes, found " + word);
      }
      return word.length() == 1
          ? List.of()
          : Arrays.stream(word.substring(1).split(",", -1)).map(Decoder::integer).toList();
    }

    private static List<Double> numbers(String word) {
      return Arrays.stream(word.split(",", -1)).map(Double::valueOf).toList();
    }

    private static int integer(String word) {
      return Integer.parseInt(word);
    }

    private static boolean flag(String word) {
      if (!word.equals("true") && !word.equals("false")) {
        throw new IllegalArgumentException("expected true or false, found " + word);
      }
      return word.equals("true");
    }
  }
}
