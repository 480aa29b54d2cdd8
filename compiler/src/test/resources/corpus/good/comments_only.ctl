// nothing here
/* and
   nothing there */
/// a doc comment of nothing
