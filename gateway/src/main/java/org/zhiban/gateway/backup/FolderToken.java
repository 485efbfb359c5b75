package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Shows a running gateway that its caller may read its data folder: a secret of this run, in a file
 * of the folder that the owner alone can read. One that a killed gateway left behind opens nothing.
 *
 * @param address where the gateway listens, {@code http://HOST:PORT}
 */
public record FolderToken(String address, String secret) {
  private static final String FILE = "zhiban.token";
  private static final int BYTES = 32;

  /** A new one for a gateway that listens. */
  public static FolderToken make(Path data, String host, int port) {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    FolderToken token = new FolderToken(address(host, port), HexFormat.of().formatHex(secret));
    Path file = data.resolve(FILE);
    Path whole = data.resolve(FILE + ".unfinished");
    try {
      // Private before it holds anything, whole before it has its name.
      Files.deleteIfExists(whole);
      Folders.makeFile(whole);
      Files.writeString(
          whole, token.address + "\n" + token.secret + "\n", StandardOpenOption.WRITE);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return token;
    } catch (IOException e) {
      throw new StoreUnavailableException(
          file
              + " cannot be written: "
              + e
              + ". Free space on its disk, or give the folder to this user, and start again.",
          e);
    }
  }

  /** Whoever listens on every address listens on the loopback too. */
  private static String address(String host, int port) {
    String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port;
  }

  /** The one that lies in a folder; empty where there is none. */
  static Optional<FolderToken> in(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(new FolderToken(lines.get(0), lines.get(1)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Takes it away; at a clean stop, or where a killed gateway left it. */
  public static void remove(Path data) {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException e) {
      throw new StoreUnavailableException(data.resolve(FILE) + " cannot be removed: " + e, e);
    }
  }

  /** Whether somebody knows it; takes as long for a near miss as for a far one. */
  public boolean fits(String shown) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "FolderToken[" + address + "]";
  }
}
