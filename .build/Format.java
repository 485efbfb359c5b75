import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats, or checks, every Java source of the repository with google-java-format.
 *
 * <p>Runs on the JDK of the toolchain, since a formatter on an older JDK cannot parse the sources.
 * Usage: {@code java -cp google-java-format.jar Format.java check|apply ROOT}
 */
final class Format {
  static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    List<String> command = new ArrayList<>();
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    List<Path> folders = new ArrayList<>(List.of(root.resolve(".build")));
    try (var modules = Files.list(root)) {
      modules.map(module -> module.resolve("src")).filter(Files::isDirectory).forEach(folders::add);
    }
    for (Path folder : folders) {
      try (var files = Files.walk(folder)) {
        files
            .map(Path::toString)
            .filter(name -> name.endsWith(".java"))
            .sorted()
            .forEach(command::add);
      }
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int exit = new Main(out, err, System.in).format(command.toArray(String[]::new));
    if (exit != 0 && !apply) {
      err.println("Not formatted: the files above. Mend with: mvn -q -N process-sources -Pformat");
    }
    System.exit(exit);
  }

  private Format() {}
}
