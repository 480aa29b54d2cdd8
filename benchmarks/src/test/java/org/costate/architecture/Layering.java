/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which package may import which, as a table with one line a package:
 *
 * <pre>
 * package: package package ... | library library ...
 * </pre>
 *
 * Names are relative to a base package, and {@code .} is the base itself; a library is the beginning of a package name of others.
 * The JDK is open to all. A {@code +} before a package opens it to every package below it whose name begins with the same word.
 * A package imports only packages above it, so that no cycle can form; a package that is not in the table is a violation.
 */
final class Layering {
  private record Room(Set<String> packages, Set<String> libraries) {
    boolean allows(String imported) {
      return packages.contains(imported)
          || libraries.stream().anyMatch(l -> imported.equals(l) || imported.startsWith(l + "."));
    }
  }

  private final String base;
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();

  Layering(String base, String table) {
    this.base = base;
    table.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::addRoom);
  }

  private void addRoom(String line) {
    String name = line.substring(0, line.indexOf(':')).strip();
    String[] imports = line.substring(line.indexOf(':') + 1).split("[|]", -1);
    boolean opened = name.startsWith("+");
    String room = absolute(opened ? name.substring(1) : name);
    Set<String> packages = new HashSet<>(open.stream().filter(o -> module(o).equals(module(room))).toList());
    packages.add(room);
    for (String imported : words(imports[0])) {
      if (!rooms.containsKey(absolute(imported))) {
        throw new IllegalArgumentException(room + " imports " + imported + ", which does not stand above it");
      }
      packages.add(absolute(imported));
    }
    rooms.put(room, new Room(packages, imports.length > 1 ? Set.copyOf(words(imports[1])) : Set.of()));
    if (opened) {
      open.add(room);
    }
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split(" +", -1)).stream().filter(word -> !word.isEmpty()).toList();
  }

  private String absolute(String name) {
    return name.equals(".") ? base : base + "." + name;
  }

  private String module(String room) {
    return room.equals(base) ? "" : room.substring(base.length() + 1).split("[.]", -1)[0];
  }

  /** Holds for a class that stands in a package of the table and imports only what its line says. */
  ArchCondition<JavaClass> imports() {
    return new ArchCondition<>("import only what the layering allows") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        Room room = rooms.get(item.getPackageName());
        if (room == null) {
          events.add(
              SimpleConditionEvent.violated(item, item.getName() + " is in a package without a line in the layering"));
          return;
        }
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          String imported = target.getPackageName();
          if (!target.isPrimitive() && !ofJdk(imported) && !room.allows(imported)) {
            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean ofJdk(String name) {
    return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.");
  }
}
