package org.zhiban.drivers;

import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointRef;

/** Why a link cannot be driven as the site describes it. */
public sealed interface LinkRefusal {
  /** What, where, and what to do. */
  String words();

  /** A node id that is not of the form of OPC UA Part 6, 5.3.1.10. */
  record MalformedNode(PointRef point, SourcePosition position, String node)
      implements LinkRefusal {
    @Override
    public String words() {
      return position
          + ": "
          + point
          + ": \""
          + node
          + "\" is no node id; write it like ns=2;s=Pump1.Speed or ns=2;i=1001";
    }
  }

  /** A security policy for which this build has no keys to offer. */
  record SecurityNotBuilt(SourcePosition position, String connection, String security)
      implements LinkRefusal {
    @Override
    public String words() {
      return position
          + ": connection "
          + connection
          + ": security "
          + security
          + " does not act yet; use none on a protected network";
    }
  }

  /** A topic filter against MQTT 4.7. */
  record MalformedTopic(PointRef point, SourcePosition position, String topic)
      implements LinkRefusal {
    @Override
    public String words() {
      return position
          + ": "
          + point
          + ": \""
          + topic
          + "\" is no topic; + stands for one whole level, # for the rest";
    }
  }

  /** A pointer against RFC 6901. */
  record MalformedPointer(PointRef point, SourcePosition position, String pointer)
      implements LinkRefusal {
    @Override
    public String words() {
      return position
          + ": "
          + point
          + ": \""
          + pointer
          + "\" is no JSON pointer; it starts with /, like /door/contact";
    }
  }

  /** An event that could not be told from its repeat. */
  record EventWithoutId(PointRef point, SourcePosition position) implements LinkRefusal {
    @Override
    public String words() {
      return position
          + ": "
          + point
          + ": an event point needs id, the pointer to the identity of each event";
    }
  }

  /** Certificates that cannot be read. */
  record UnreadableAuthority(SourcePosition position, String connection, String file, String why)
      implements LinkRefusal {
    @Override
    public String words() {
      return position
          + ": connection "
          + connection
          + ": the certificates in "
          + file
          + " cannot be read ("
          + why
          + "); ca_file names a PEM file";
    }
  }

  /** A point whose source is of another protocol than its link. */
  record ForeignSource(PointRef point, SourcePosition position, String type)
      implements LinkRefusal {
    @Override
    public String words() {
      return position + ": " + point + ": its source is not for a connection of type " + type;
    }
  }
}
