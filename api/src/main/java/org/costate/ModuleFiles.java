/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;
import org.costate.stdlib.StdlibSources;

/**
 * What a program can import: {@code lib.quat} from the standard library, and {@code plants.pendulum} from the file plants/pendulum.ctl of
 * its project folder. There, too, are the data files that its files name, from the folder of each downwards.
 */
public final class ModuleFiles implements SourceProvider, DataProvider {
  /** For a program that is not a file. */
  public static final ModuleFiles LIBRARY = new ModuleFiles(Optional.empty());

  private static final String LIBRARY_NAME = "lib";

  private final StdlibSources library = new StdlibSources();
  private final Optional<ProjectFolder> project;

  private ModuleFiles(Optional<ProjectFolder> project) {
    this.project = project;
  }

  /** What the program in {@code file} can import, which holds {@code source}. */
  public static ModuleFiles of(Path file, Source source) {
    return new ModuleFiles(Optional.of(ProjectFolder.of(file, Compiler.moduleName(source))));
  }

  @Override
  public Lookup find(String name) {
    String file = name.replace('.', '/') + ".ctl";
    boolean reserved = name.equals(LIBRARY_NAME) || name.startsWith(LIBRARY_NAME + ".");
    if (project.isEmpty()) {
      return reserved ? library.find(name)
          : new Lookup.Missing(
              "place for it: a program that is no file imports the standard library only", library.modules());
    }
    Lookup own = read(file, project.get());
    if (!reserved) {
      return own;
    }
    return switch (library.find(name)) {
      case Lookup.Missing _ when own instanceof Lookup.Found -> new Lookup.Refused(file,
          "is not looked at: `" + LIBRARY_NAME + "` is the name of the standard library; rename the folder");
      case Lookup found -> found;
    };
  }

  @Override
  public Answer read(Source program, String path) {
    if (project.isEmpty()) {
      return DataProvider.NONE.read(program, path);
    }
    ProjectFolder folder = project.get();
    Path named = Path.of(program.name()).getParent();
    String from = folder.path().relativize(named == null ? Path.of("") : named).toString().replace('\\', '/');
    String relative = from.isEmpty() ? path : from + "/" + path;
    try {
      return new Answer.Found(
          SourceFiles.decode(folder.file(relative).toString(), folder.read(relative, SourceFiles.MAX_BYTES)));
    } catch (NoSuchFileException e) {
      return new Answer.Refused("there is no such file");
    } catch (FileSystemException e) {
      return new Answer.Refused("it " + Optional.ofNullable(e.getReason()).orElse("cannot be read"));
    } catch (IOException | InvalidPathException e) {
      return new Answer.Refused("it cannot be read: " + e.getMessage());
    } catch (CompilationException e) {
      Diagnostic first = e.diagnostics().getFirst();
      return new Answer.Refused("it is no text: " + first.message() + ", in line " + first.primary().span().line());
    }
  }

  private Lookup read(String file, ProjectFolder folder) {
    String shown = folder.file(file).toString();
    try {
      return new Lookup.Found(SourceFiles.decode(shown, folder.read(file, SourceFiles.MAX_BYTES)));
    } catch (NoSuchFileException e) {
      List<String> known = new ArrayList<>(folder.modules());
      known.addAll(library.modules());
      return new Lookup.Missing("file `" + shown + "`", known);
    } catch (FileSystemException e) {
      return new Lookup.Refused(shown, Optional.ofNullable(e.getReason()).orElse("cannot be read"));
    } catch (IOException e) {
      return new Lookup.Refused(shown, "cannot be read: " + e.getMessage());
    } catch (CompilationException e) {
      Diagnostic first = e.diagnostics().getFirst();
      return new Lookup.Refused(shown, "is no text: " + first.message() + ", in line " + first.primary().span().line());
    }
  }
}
