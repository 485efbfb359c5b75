package org.zhiban.rules.attachment;

import java.util.List;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.OrderStatus;

/** Why nothing is hung on an order, or taken off it. */
public sealed interface AttachmentRefusal {
  /** For the person who asked. */
  LocalizedText words();

  /** It is none of the files that are kept. */
  record UnknownType() implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "无法识别该文件：只接受 JPEG、PNG、WebP、HEIC 图片和 PDF，请重新拍照或另存后再传",
          "This file is none that is kept: send a picture (JPEG, PNG, WebP, HEIC) or a PDF");
    }
  }

  /** The photograph or signature is no picture. */
  record NoPicture() implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "照片和签字须为图片；PDF 请作为文件上传",
          "Photographs and signatures are pictures; send a PDF as a document");
    }
  }

  /** It has no bytes. */
  record Nothing() implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("文件是空的，请重新选择", "The file is empty; choose it again");
    }
  }

  /** It has too many. */
  record TooLarge(long most) implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "文件超过 " + (most >> 20) + " MB，请缩小或分开后再传",
          "The file has more than " + (most >> 20) + " MB; make it smaller, or send it in parts");
    }
  }

  /** The order has many already. */
  record TooMany(int most) implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "一张工单最多 " + most + " 个附件，请先删除不用的",
          "An order has at most " + most + " attachments; take off those that are not needed");
    }
  }

  /** Nothing is added to it any more. */
  record Ended(OrderStatus status) implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "工单已结束（" + status.word() + "）；关闭后由工程主管或工程经理补传",
          "The order has ended ("
              + status.word()
              + "); to a closed one supervisors and managers add what came later");
    }
  }

  /** The caller's roles do not allow it. */
  record WrongRole(List<String> roles) implements AttachmentRefusal {
    public WrongRole {
      roles = List.copyOf(roles);
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "上传附件需要角色 " + String.join("、", roles),
          "An attachment is added by one of the roles " + String.join(", ", roles));
    }
  }

  /** It is another's work. */
  record NotTheAssignee(String assignee) implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("工单已派给 " + assignee, "The order is dispatched to " + assignee);
    }
  }

  /** Only who hung it there takes it off again, and only for so long. */
  record NotYours(String by) implements AttachmentRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "附件由 " + by + " 上传：工单未结束时由本人删除，否则由工程主管删除",
          by
              + " added it: it is taken off by the same person while the order is open, or by a"
              + " supervisor");
    }
  }

  /** A field is missing or means nothing. */
  record WrongField(String field, LocalizedText words) implements AttachmentRefusal {}
}
