package org.zhiban.gateway.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.rules.alarm.RuleCompiler;

/** The methods that a compiled class names. */
record ClassReferences(String name, List<String> methods) {
  private static final List<ClassReferences> RUNNING = read();

  /** The classes of drivers, rules and gateway, without those that read, check and show a site. */
  static List<ClassReferences> ofRunningClasses() {
    return RUNNING;
  }

  boolean calls(Class<?> owner, String method) {
    return methods.contains(owner.getName().replace('.', '/') + "." + method);
  }

  private static List<ClassReferences> read() {
    List<ClassReferences> read = new ArrayList<>();
    for (Class<?> module : List.of(DrivenLink.class, RuleCompiler.class, CheckCommand.class)) {
      try {
        Path place = Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
          read(place, read);
        } else {
          try (FileSystem jar = FileSystems.newFileSystem(place)) {
            read(jar.getPath("/"), read);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return read;
  }

  private static void read(Path root, List<ClassReferences> into) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString();
        boolean reads =
            name.startsWith("org/zhiban/gateway/config/")
                || name.startsWith("org/zhiban/gateway/check/")
                || name.startsWith("org/zhiban/gateway/api/")
                || name.startsWith("org/zhiban/simulators/")
                || name.startsWith("org/zhiban/model/");
        if (name.startsWith("org/zhiban/") && !reads) {
          into.add(of(name, ClassFile.of().parse(Files.readAllBytes(file))));
        }
      }
    }
  }

  private static ClassReferences of(String name, ClassModel model) {
    List<String> methods =
        StreamSupport.stream(model.constantPool().spliterator(), false)
            .filter(MethodRefEntry.class::isInstance)
            .map(MethodRefEntry.class::cast)
            .map(entry -> entry.owner().asInternalName() + "." + entry.name().stringValue())
            .toList();
    return new ClassReferences(name, methods);
  }
}
