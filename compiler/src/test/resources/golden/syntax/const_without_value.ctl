const g : m/s^2;
