/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.costate.cli.report.Film;
import org.costate.cli.report.Page;
import org.costate.runtime.file.AtomicFile;

/** Pictures of a view: a moment as PNG, a run as GIF. */
public final class ViewPicture {
  /** More pictures than this are too much for an animation. */
  public static final int MOST_PICTURES = 3000;

  /** For how many hundredths of a second the last picture stays before an animation begins again. */
  static final int REST = 100;

  /** How wide the page is whose lengths are meant, whatever the size in pixels. */
  private static final double PAGE_WIDTH = 640;

  private final Film film;
  private final Page.Clock clock;
  private final Look look;
  private final double scale;
  private final double height;
  private final Camera camera;

  /**
   * How a scene is shown.
   *
   * @param height in pixels; empty for one that the scene fills
   * @param window left, right, lower and upper end of what is in sight; empty for all that moves there
   */
  public record Look(int width, OptionalInt height, Optional<Window> window, boolean trails) {}

  /** In SI units. */
  public record Window(double x0, double x1, double y0, double y1) {}

  public ViewPicture(Film film, Page.Clock clock, Look look) {
    this.film = film;
    this.clock = clock;
    this.look = look;
    Camera eye = look.window()
        .map(w -> Camera.over(film, new Camera.Window(w.x0, w.x1, w.y0, w.y1)))
        .orElseGet(() -> Camera.over(film));
    scale = look.width() / PAGE_WIDTH;
    height = look.height().isPresent() ? look.height().getAsInt() / scale : eye.heightFor(PAGE_WIDTH);
    camera = eye.fit(PAGE_WIDTH, height);
  }

  /**
   * Draws the last moment that is not later than a time.
   *
   * @return whether the machine has fonts, or none were needed
   */
  public boolean png(Path file, double time) throws IOException {
    Bitmap picture = drawn(frameAt(time));
    AtomicFile.write(file, picture::writePng);
    return !picture.textMissing();
  }

  /** How many pictures an animation has. */
  public long pictures(double perSecond, double speed) {
    double span = film.time().at(film.time().size() - 1) - film.time().at(0);
    return (long) Math.ceil(span / (speed * clock.rate()) * perSecond - 1e-9) + 1;
  }

  /**
   * Draws the run.
   *
   * @param perSecond how many pictures are seen in a second, in which {@code speed} times a second of the run goes by
   * @return as {@link #png}
   */
  public boolean gif(Path file, double perSecond, double speed) throws IOException {
    int[] delays = new int[(int) pictures(perSecond, speed)];
    Arrays.setAll(delays, k -> (int) (Math.round(100 * (k + 1) / perSecond) - Math.round(100 * k / perSecond)));
    delays[delays.length - 1] += REST;
    double first = film.time().at(0);
    AtomicFile.write(file,
        out -> Gif.write(out, k -> drawn(frameAt(first + k * speed * clock.rate() / perSecond)), delays));
    return !drawn(0).textMissing();
  }

  private int frameAt(double time) {
    int low = 0;
    int high = film.time().size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (film.time().at(middle) <= time + 1e-9 * Math.max(1, Math.abs(time))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private Bitmap drawn(int k) {
    Bitmap picture = new Bitmap(look.width(), (int) Math.max(1, Math.round(height * scale)), scale);
    new SceneDrawing(film, camera, height, look.trails()).draw(picture, k, clock(k));
    return picture;
  }

  private String clock(int k) {
    int last = film.time().size() - 1;
    if (last == 0) {
      return "";
    }
    double step = clock.unit().isEmpty() ? 1 : Math.pow(10, Math.floor(Math.log10(film.time().at(last) / 100)));
    return SceneDrawing.clock(clock.name(), film.time().at(k), step, clock.unit());
  }
}
