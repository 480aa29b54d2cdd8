package org.costate.compiler.ir;

/** What a node's value is. */
public enum Type {
  REAL,
  TRUTH
}
