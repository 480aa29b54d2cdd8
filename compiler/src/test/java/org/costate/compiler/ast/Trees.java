/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.source.Span;

/**
 * Compares trees without their places, with a stack of its own so that deep trees do not exhaust that of the thread.
 */
public final class Trees {
  private Trees() {}

  /** The components of a record class. */
  private static final ClassValue<List<Method>> PARTS = new ClassValue<>() {
    @Override
    protected List<Method> computeValue(Class<?> type) {
      return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor).toList();
    }
  };

  private record Pair(Object left, Object right, String path) {}

  /** Where the trees differ first, or nothing if only their places do. */
  public static Optional<String> difference(Node left, Node right) {
    Deque<Pair> open = new ArrayDeque<>();
    open.push(new Pair(left, right, ""));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      boolean same = switch (pair.left) {
        case Span _ -> pair.right instanceof Span;
        case Record record -> record.getClass().equals(pair.right.getClass()) && pushParts(record, pair, open);
        case List<?> list ->
          pair.right instanceof List<?> other && list.size() == other.size() && pushAll(list, other, pair, open);
        case Optional<?> some -> pair.right instanceof Optional<?> other && some.isPresent() == other.isPresent()
            && (some.isEmpty() || pushAll(List.of(some.get()), List.of(other.get()), pair, open));
        // the keys of a map of docs are places
        case Map<?, ?> map -> pair.right instanceof Map<?, ?> other
            && map.values()
                .stream()
                .map(Object::toString)
                .sorted()
                .toList()
                .equals(other.values().stream().map(Object::toString).sorted().toList());
        default -> pair.left.equals(pair.right);
      };
      if (!same) {
        return Optional.of(pair.path + ": " + pair.left + " and " + pair.right);
      }
    }
    return Optional.empty();
  }

  private static boolean pushParts(Record left, Pair pair, Deque<Pair> open) {
    for (Method part : PARTS.get(left.getClass())) {
      try {
        Object one = part.invoke(left);
        Object two = part.invoke(pair.right);
        open.push(new Pair(one, two, pair.path.length() > 200 ? "..." : pair.path + "." + part.getName()));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return true;
  }

  private static boolean pushAll(List<?> left, List<?> right, Pair pair, Deque<Pair> open) {
    for (int i = 0; i < left.size(); i++) {
      open.push(new Pair(left.get(i), right.get(i), pair.path + "[" + i + "]"));
    }
    return true;
  }
}
