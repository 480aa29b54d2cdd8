model M {
  param torque : Nm = 1;
  param speed : km/hour = 50;
  param stiffness : 1/Nm = 2;
  param pressure : kpa = 100;
  param odd : blorp = 1;
  state x : meter;
  dynamics { der(x) = speed; }
}
