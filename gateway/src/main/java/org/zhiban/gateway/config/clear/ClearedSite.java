package org.zhiban.gateway.config.clear;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.SecretPlaces;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.config.yaml.Node;

/**
 * The files of a site parted in what may lie in clear and what may not. A file that is read as a
 * part of the site has variables in clear where a secret is written out; any other file that seems
 * to hold one is not in clear at all.
 *
 * @param clear without secrets, by name
 * @param whole as they were, those that hold a secret, by name
 * @param takenOut from the ones that are in clear all the same
 */
public record ClearedSite(
    Map<String, byte[]> clear, Map<String, byte[]> whole, List<TakenOut> takenOut) {
  private static final String BOM = "\uFEFF";

  public ClearedSite {
    takenOut = List.copyOf(takenOut);
  }

  /**
   * Of all files of a site, however wrong they are. The same files are always parted in the same
   * way, and what is in clear has nothing more to be taken out.
   */
  public static ClearedSite of(Map<String, byte[]> files) {
    SecretPlaces places = SiteLoader.secretPlaces(SiteFiles.ofContents(files));
    Variables variables = new Variables();
    files.values().forEach(content -> variables.avoid(text(content)));
    Map<String, List<Replaced>> replaced = new TreeMap<>();
    Set<String> secrets = new LinkedHashSet<>();
    for (Map.Entry<String, Node> root : new TreeMap<>(places.roots()).entrySet()) {
      List<Replaced> values = new ArrayList<>();
      for (WrittenOut written : WrittenOut.in(root.getValue(), places)) {
        values.add(Replaced.of(written, variables));
        secrets.addAll(written.values());
      }
      replaced.put(root.getKey(), values);
    }
    return parted(files, places.roots(), replaced, secrets);
  }

  private static ClearedSite parted(
      Map<String, byte[]> files,
      Map<String, Node> roots,
      Map<String, List<Replaced>> replaced,
      Set<String> secrets) {
    Map<String, byte[]> clear = new TreeMap<>();
    Map<String, byte[]> whole = new TreeMap<>();
    List<TakenOut> takenOut = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      byte[] content = file.getValue();
      @Nullable Node root = roots.get(name);
      Optional<ClearedFile> cleared =
          root == null
              ? unread(content, secrets)
              : ClearedFile.of(root, replaced.getOrDefault(name, List.of()), secrets);
      if (cleared.isEmpty()) {
        whole.put(name, content);
      } else if (root == null || cleared.get().text().equals(root.extent().source().text())) {
        clear.put(name, content);
      } else {
        String mark = text(content).startsWith(BOM) ? BOM : "";
        clear.put(name, (mark + cleared.get().text()).getBytes(StandardCharsets.UTF_8));
        whole.put(name, content);
        takenOut.addAll(cleared.get().takenOut());
      }
    }
    return new ClearedSite(clear, whole, takenOut);
  }

  /** A file that is not read as a part of the site: in clear as it is, or not. */
  private static Optional<ClearedFile> unread(byte[] content, Set<String> secrets) {
    String text = text(content);
    return Comments.without(text, secrets).equals(text)
        ? Optional.of(new ClearedFile("", List.of()))
        : Optional.empty();
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
