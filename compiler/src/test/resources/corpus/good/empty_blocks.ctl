model M {
  dynamics {
    after {
    }
  }
  lagrangian {
  }
  view {
  }
}
problem P {
  minimize {
  }
  maximize {
  }
  constraints {
  }
}
policy Q for P {
}
solve P using ilqr {
}
