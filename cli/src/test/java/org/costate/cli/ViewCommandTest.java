/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code costate view}: pixels where the shapes are. */
class ViewCommandTest extends CommandLineTest {
  /** A disc that goes from 0 to goal in a second, over a line and beside a box. */
  private static final String GLIDE = """
      problem Glide {
        param goal = 4;
        state x;
        control v in [-10, 10];
        dynamics { der(x) = v; }
        horizon 1 [s] steps 10;
        start x = 0;
        minimize { terminal (x - goal)^2; }
        view {
          line([-1, 0], [5, 0], color = "black");
          box([4, 1], [1, 1], 0, color = "blue");
          ball: disc([x, 1], 0.5, color = "red");
          disc([x, -1], 0.2, color = "rebeccapurple");
        }
      }
      solve Glide using ilqr { guess v = 2; }
      """;

  private static final int RED = 0xd55e00;
  private static final int BLUE = 0x0072b2;
  private static final int INK = 0x1b1f24;

  @Test
  void theStartIsDrawn() throws IOException {
    BufferedImage picture = png("view", file("p.ctl", GLIDE), "--window=-2,6,-2,2", "--size", "640x400");
    assertEquals(640, picture.getWidth());
    assertEquals(400, picture.getHeight());
    assertPixel(mixed(RED, 0.8), picture, 0, 1.3);
    assertPixel(mixed(BLUE, 0.35), picture, 4, 1);
    assertPixel(BLUE, picture, 4.5, 1);
    assertPixel(mixed(0x663399, 0.8), picture, 0, -1);
    assertPixel(INK, picture, 2, 0);
    assertPixel(0xffffff, picture, 2, 1);
  }

  @Test
  void aMomentOfTheGuessIsDrawnWithItsTrail() throws IOException {
    String file = file("p.ctl", GLIDE);
    String[] of = {"view", file, "--at", "1", "--window=-2,6,-2,2", "--size", "640x400"};
    BufferedImage picture = png(of);
    assertPixel(mixed(RED, 0.8), picture, 2, 1.3); // the guess goes half the way
    assertPixel(mixed(RED, 0.45 * 0.75), picture, 1, 1); // 1.5 pixels around an edge of pixels
    assertPixel(mixed(RED, 0.8), png(with(of, "--start", "x=1")), 3, 1.3);
    assertPixel(0xffffff, png(with(of, "--no-trails")), 1, 1);
  }

  @ParameterizedTest
  @CsvSource({"solve, --out, run.json", "solve, --out, run.csv", "solve, --out, run.npz", "simulate, --out, run.csv",
    "simulate, --out, run.json", "simulate, --out, run.npz"})
  void aResultIsDrawn(String command, String option, String name) throws IOException {
    String file = file("p.ctl", GLIDE);
    String out = folder.resolve(name).toString();
    Outcome done = run(command, file, "--set", "goal=3", option, out);
    assertEquals(0, done.code(), done.err());
    BufferedImage picture =
        png("view", file, "--trajectory", out, "--at", "1", "--window=-2,6,-2,2", "--size", "640x400");
    assertPixel(mixed(RED, 0.8), picture, 3, 1.3);
  }

  @Test
  void theParamsOfAResultCount() throws IOException {
    String file = file("p.ctl", GLIDE.replace("disc([x, -1]", "disc([goal, -1]"));
    String out = folder.resolve("run.json").toString();
    run("solve", file, "--set", "goal=3", "--out", out);
    String[] of = {"view", file, "--trajectory", out, "--window=-2,6,-2,2", "--size", "640x400"};
    assertPixel(mixed(0x663399, 0.8), png(of), 3, -1);
    assertPixel(mixed(0x663399, 0.8), png(with(of, "--set", "goal=1")), 1, -1);
  }

  @Test
  void allIsInSightUnlessAWindowIsSaid() throws IOException {
    BufferedImage picture = png("view", file("p.ctl", GLIDE));
    assertEquals(800, picture.getWidth());
    // 6 wide, from the disc's lower end at -1.2 to its upper one and the box's at 1.5, in a page of 640 with margins of 28
    assertEquals(Math.round(1.25 * Math.rint(584 * 2.7 / 6 + 56)), picture.getHeight());
    assertEquals(INK, picture.getRGB(400, (int) (1.25 * (28 + 584 * 1.5 / 6))) & 0xffffff);
  }

  @Test
  void anAnimationHasItsPicturesAndDelays() throws IOException {
    Path gif = folder.resolve("run.gif");
    String[] of =
        {"view", file("p.ctl", GLIDE), "--gif", gif.toString(), "--fps", "8", "--speed", "0.5", "--window=-2,6,-2,2",
          "--size", "320x200"};
    assertEquals("written: " + gif + "\n", run(of).out());
    byte[] bytes = Files.readAllBytes(gif);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      assertEquals(17, reader.getNumImages(true)); // two seconds, and the end
      List<Integer> delays = new ArrayList<>();
      for (int k = 0; k < 17; k++) {
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(k).getAsTree("javax_imageio_gif_image_1.0");
        delays.add(Integer.parseInt(((IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0))
            .getAttribute("delayTime")));
      }
      assertEquals(200 + 13 + 100, delays.stream().mapToInt(d -> d).sum());
      assertTrue(delays.subList(0, 16).stream().allMatch(d -> d == 12 || d == 13), delays.toString());
      BufferedImage first = reader.read(0);
      assertEquals(320, first.getWidth());
      assertEquals(200, first.getHeight());
      assertPixel(mixed(RED, 0.8), first, 0, 1.3);
      BufferedImage shown = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
      for (int k = 0; k < 17; k++) {
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(k).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode place = (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
        shown.createGraphics()
            .drawImage(reader.read(k), Integer.parseInt(place.getAttribute("imageLeftPosition")),
                Integer.parseInt(place.getAttribute("imageTopPosition")), null);
      }
      assertPixel(mixed(RED, 0.8), shown, 2, 1.3);
      assertPixel(0xffffff, shown, 0, 1.3);
    }
    assertTrue(new String(bytes, StandardCharsets.ISO_8859_1).contains("NETSCAPE2.0"));
    run(of);
    assertArrayEquals(bytes, Files.readAllBytes(gif));
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    String file = file("p.ctl", GLIDE);
    Path a = folder.resolve("a.png");
    Path b = folder.resolve("b.png");
    run("view", file, "--at", "0.5", "--png", a.toString());
    run("view", file, "--at", "0.5", "--png", b.toString());
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of("a.png", "b.png", "p.ctl"), left.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void pointsThatAreNotFiniteAreLeftOut() throws IOException {
    String file = file("p.ctl", GLIDE.replace("disc([x, -1]", "disc([1/x, -1]"));
    BufferedImage picture = png("view", file, "--window=-2,6,-2,2", "--size", "640x400");
    assertPixel(mixed(RED, 0.8), picture, 0, 1.3);
    assertPixel(0xffffff, picture, 0, -1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "--png f.jpg|--png f.jpg: the file must end with .png",
    "--gif f.gif --fps 0|--fps 0: expected more than 0 and at most 50",
    "--gif f.gif --speed 0.0001|the animation would have 200001 pictures, at most 3000 are drawn",
    "--png f.png --size 1x|--size 1x: expected a width, or width x height",
    "--png f.png --size 9999|--size 9999: sides are from 16 to 4096 pixels",
    "--png f.png --window 1,0,0,1|--window 1,0,0,1: expected left, right, lower and upper end",
    "--png f.png --at 2|--at 2: the run goes from 0.0 to 1.0", "--png f.png --set gaol=1|unknown param `gaol`",
    "--png f.png --trajectory x.txt|--trajectory x.txt: the file must end with .csv, .json or .npz",
    "--fps 20|view: there is no file to draw into"})
  void whatMakesNoSenseIsSaid(String options, String complaint) throws IOException {
    List<String> args = new ArrayList<>(List.of("view", file("p.ctl", GLIDE)));
    args.addAll(List.of(options.replace(" f.", " " + folder + "/f.").split(" ")));
    Outcome outcome = run(args.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, outcome.code(), outcome.err());
    assertEquals("costate: " + complaint, outcome.err().replace(folder + "/", "").lines().findFirst().orElseThrow());
  }

  @Test
  void withoutAViewOneIsProposed() throws IOException {
    String file = file("p.ctl", GLIDE.replaceAll("(?s)view \\{.*?;\\n  }\n", ""));
    Outcome outcome = run("view", file, "Glide", "--png", folder.resolve("f.png").toString());
    assertEquals(ExitCode.USAGE, outcome.code());
    assertEquals("""
        costate: problem `Glide` has no view
          hint: write one into it or into its model, for example: view { place: disc([x, 0], 0.1, color = "blue"); }
        """, outcome.err());
    assertTrue(run("view", file, "--png", folder.resolve("f.png").toString()).err()
        .startsWith("costate: no problem of " + file + " has a view"));
  }

  @Test
  void aTrajectoryOfAnotherProblemIsRefused() throws IOException {
    Path out = Files.writeString(folder.resolve("other.csv"), "t,y\n0,1\n1,2\n");
    Outcome outcome = run("view", file("p.ctl", GLIDE), "--trajectory", out.toString(), "--png",
        folder.resolve("f.png").toString());
    assertEquals(ExitCode.USAGE, outcome.code());
    assertEquals("costate: --trajectory " + out + ": there is no `x` in it\n  hint: it has y\n", outcome.err());
    Files.writeString(out, "t,x,v\n0,1\n");
    assertEquals("costate: " + out + " is no solution: line 2 has 2 cells, the header 3\n",
        run("view", file("p.ctl", GLIDE), "--trajectory", out.toString(), "--png", folder.resolve("f.png").toString())
            .err());
  }

  @Test
  void withoutFontsThereIsAPictureWithoutTexts() throws IOException, InterruptedException {
    Path none = Files.writeString(folder.resolve("fonts.conf"),
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>");
    Path png = folder.resolve("f.png");
    ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Duser.home=" + folder, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "view",
        file("p.ctl", GLIDE), "--at", "1", "--png", png.toString(), "--size", "640x400", "--window=-2,6,-2,2");
    java.environment().put("FONTCONFIG_FILE", none.toString());
    Path err = folder.resolve("err.txt");
    Process process = java.redirectError(err.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertEquals(ExitCode.OK, process.waitFor());
    assertEquals("costate: this machine has no fonts: there are no texts in the picture",
        Files.readString(err).lines().findFirst().orElseThrow());
    BufferedImage picture = ImageIO.read(png.toFile());
    assertPixel(mixed(RED, 0.8), picture, 2, 1.3);
    int corner = IntStream.range(0, 100 * 40)
        .map(i -> picture.getRGB(i % 100, picture.getHeight() - 40 + i / 100) & 0xffffff)
        .filter(c -> c != 0xffffff)
        .toArray().length;
    assertEquals(0, corner, "no clock");
  }

  private BufferedImage png(String... command) throws IOException {
    Path png = folder.resolve("frame.png");
    Outcome done = run(with(command, "--png", png.toString()));
    assertEquals(ExitCode.OK, done.code(), done.err());
    return ImageIO.read(png.toFile());
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  private static int mixed(int color, double opacity) {
    int mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      mixed |= (int) Math.round((color >> shift & 0xff) * opacity + 255 * (1 - opacity)) << shift;
    }
    return mixed;
  }

  /** Of a picture with the window -2, 6, -2, 2, 8 wide in 584 of 640 pixels, whose height is 400 of them. */
  private static void assertPixel(int color, BufferedImage picture, double x, double y) {
    double scale = picture.getWidth() / 640.0;
    int column = (int) Math.floor(scale * (320 + 73 * (x - 2)));
    int row = (int) Math.floor(scale * (200 - 73 * y));
    int found = picture.getRGB(column, row) & 0xffffff;
    for (int shift = 0; shift < 24; shift += 8) {
      assertTrue(Math.abs((color >> shift & 0xff) - (found >> shift & 0xff)) <= 3,
          String.format(Locale.ROOT, "at (%s, %s) there is %06x, expected %06x", x, y, found, color));
    }
  }
}
