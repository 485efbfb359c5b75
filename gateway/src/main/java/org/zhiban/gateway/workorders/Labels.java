package org.zhiban.gateway.workorders;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.security.SiteKey;
import org.zhiban.model.label.Label;
import org.zhiban.model.site.Site;

/** Labels: what their links are, and which a link opens. */
public final class Labels {
  /** Letters of the id, 72 bits. */
  private static final int ID = 12;

  /** Letters of the secret, 132 bits: short enough for a small code. */
  private static final int SECRET = 22;

  private final Site site;
  private final SiteKey key;
  private final SecureRandom random = new SecureRandom();

  public Labels(Site site, SiteKey key) {
    this.site = site;
    this.key = key;
  }

  /** An id that no label has. */
  public String newId() {
    byte[] id = new byte[ID * 6 / 8];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** What a label's link ends with. */
  public String token(Label label) {
    return token(label.id());
  }

  private String token(String id) {
    return id + key.token("label " + id).substring(0, SECRET);
  }

  /**
   * The id of a label that was issued with this token, whether or not it stands; asks no store. A
   * wrong token takes as long as a right one.
   */
  public Optional<String> issued(String token) {
    String id = token.length() == ID + SECRET ? token.substring(0, ID) : "-";
    boolean right =
        MessageDigest.isEqual(
            token(id).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    return Optional.of(id).filter(_ -> right);
  }

  /** The label that a token opens: one that stands, on what the site still has. */
  public Optional<Label> opened(OperationsQueries store, String token) {
    return issued(token)
        .flatMap(id -> store.labels().find(id))
        .filter(label -> label.revokedAt().isEmpty())
        .filter(label -> label.equipment().map(site.equipment()::containsKey).orElse(true));
  }
}
