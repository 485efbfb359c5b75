package org.zhiban.gateway.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.cli.Stories;
import org.zhiban.gateway.config.ExampleSite;

/** The command run on a copy of the example site, edited or not. */
record CheckedFolder(int exit, String out, String err) {

  /** Writes the site to a folder and checks it there. */
  static CheckedFolder of(ExampleSite site, Path folder, String... options) {
    try {
      for (Map.Entry<String, String> file : site.files().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run(List.of(options), folder.toString());
  }

  /** Checks whatever the arguments name. */
  static CheckedFolder run(List<String> options, String... folders) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of(folders));
    arguments.addAll(options);
    int exit =
        new CheckCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                ExampleSite.SECRETS,
                Stories::problems,
                InstantSource.system())
            .run(arguments);
    return new CheckedFolder(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
