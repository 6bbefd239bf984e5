//! x06xx: examples.

super::codes! {
    /// An example of a success whose status no answer has.
    EXAMPLE_STATUS = "W0601": "\
        The operation lists its answers by status, and the example has another one.";
    /// An example that cannot be read as its type.
    EXAMPLE_DECODE = "W0602": "\
        The example is what the vendor shows, and the client would answer it with a decode error, or \
        could not send it. Correct the type, or leave the example out where it is wrong.";
    /// An example and its type disagree.
    EXAMPLE_TYPE = "W0603": "\
        The client reads the value all the same, but the document says one thing and the example \
        another: a number that is sent as a string, a value that an enum does not list, a time that \
        is none. Find out what the service does, and say so.";
    /// A member of an example that no type has.
    EXAMPLE_MEMBER = "W0604": "\
        The client would drop what the service sends, or cannot send what the vendor shows. Add the \
        member to the type, or correct its name.";
    /// A member that a type promises or requires and an example lacks.
    EXAMPLE_LACKS = "W0605": "\
        A promised member that is missing is a decode error, and a required one must be given: the \
        example shows that it can be left out. Take the promise or the requirement away, unless the \
        example is known to be cut.";
    /// A placeholder that a web page left behind.
    PLACEHOLDER = "W0606": "\
        The text is what a page shows in place of the real one: a hidden e-mail address, an entity \
        of HTML, an ellipsis for what was left out. Put the real text there; in a vendor's schema, \
        by a correction.";
    /// A file of an example that no operation names.
    UNUSED_EXAMPLE = "W0608": "\
        What lies in `examples` is there to be shown, and to hold types against; a file that no row \
        of `examples` names does neither. It was forgotten, or is left from an operation that is \
        gone.";
    /// The code of an example is not what the spec says.
    EXAMPLE_CODE = "W0607": "\
        An example of a success must have the code that means success, an example of a failure a \
        code that the operation lists in `errors`.";
}
