package org.zhiban.gateway.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.attachments.AttachmentDesk;
import org.zhiban.gateway.attachments.AttachmentFiles.Received;
import org.zhiban.rules.attachment.GivenFile;

/**
 * A file as it came: as the part {@code file} of a form with the other fields beside it, or as the
 * body with the fields in the query.
 */
record UploadedFile(Received received, String name, Map<String, String> said) {
  private static final List<String> FIELDS =
      List.of("kind", "note", "taken_at", "line", "signed_as", "signed_by");

  UploadedFile {
    said = Map.copyOf(said);
  }

  static UploadedFile of(RoutingContext context, AttachmentDesk attachments) {
    String type = String.valueOf(context.request().getHeader("Content-Type"));
    if (!type.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
      if (context.body().buffer() == null) {
        throw Refusal.badRequest(NO_FILE);
      }
      return new UploadedFile(
          attachments.receive(context.body().buffer().getBytes()),
          context.queryParam("name").stream().findFirst().orElse(""),
          said(context.queryParams()));
    }
    List<FileUpload> files = context.fileUploads();
    if (files.size() != 1) {
      throw Refusal.badRequest(NO_FILE);
    }
    FileUpload file = files.getFirst();
    MultiMap form = context.request().formAttributes();
    return new UploadedFile(
        attachments.receive(Path.of(file.uploadedFileName())),
        form.contains("name") ? form.get("name") : file.fileName(),
        said(form));
  }

  private static final String NO_FILE =
      "send one file, as the part \"file\" of a form or as the body; see /openapi.json";

  private static Map<String, String> said(MultiMap fields) {
    Map<String, String> said = new HashMap<>();
    FIELDS.stream().filter(fields::contains).forEach(field -> said.put(field, fields.get(field)));
    return said;
  }

  GivenFile given() {
    return new GivenFile(
        received.id(), received.type(), received.size(), received.sha256(), name, said);
  }
}
