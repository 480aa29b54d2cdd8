/// A module
/// of two lines.
module a.b.c;
