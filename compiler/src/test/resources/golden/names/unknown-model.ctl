model Cart { state x; control u; dynamics { der(x) = u; } }
problem P for Kart {
  horizon 1 steps 10;
  start x = 0;
  minimize { running u^2; }
}
