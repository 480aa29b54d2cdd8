problem P for M {
  phase one { horizon 3 steps 4; }
  horizon 2 steps 3;
}
