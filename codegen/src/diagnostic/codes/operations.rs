//! x05xx: operations and products.

super::codes! {
    /// A method and path that are none.
    HTTP_LINE = "E0501": "\
        `http` is a method and a path: `GET /widgets/{widget_id}`. The path begins with a slash, and \
        a parameter in braces fills a whole segment or a part of it.";
    /// The path and its parameters do not fit.
    PATH_PARAMETER = "E0502": "\
        Each `{name}` of the path has a row in `path`, and each row of `path` stands in the path.";
    /// A parameter that cannot be written as text.
    PARAMETER_TYPE = "E0503": "\
        Parameters of the path, the query and headers, and fields of forms are text: a scalar, an \
        enum, or a list of these, joined by commas or repeated.";
    /// The same method and path twice.
    DUPLICATE_OPERATION = "E0504": "\
        Two operations of one product would be the same request. Paths that differ only in the \
        names of parameters are the same.";
    /// An error that the product does not document.
    ERROR_CODE = "E0505": "\
        An operation lists codes of the rows of `errors` in `product.toml`, where their meaning \
        stands.";
    /// A payload that the answer does not have.
    PAYLOAD = "E0506": "\
        `payload` names the member of the answer that the function returns. The answer must be an \
        object with that member; `\"\"` means the whole answer.";
    /// A way of paging that does not fit.
    PAGING = "E0507": "\
        An operation that pages returns a list, has the parameters that its way of paging names, and \
        its answer the members that say how to go on.";
    /// A parameter that its operation has twice.
    DUPLICATE_PARAMETER = "E0508": "\
        A parameter stands once in each place. What is sent several times is a list.";
    /// What a product says of itself does not fit.
    PRODUCT = "E0509": "\
        `product.toml` says what holds for every operation, so a mistake there would be in every \
        request.";
    /// What a request carries is said twice, or does not fit together.
    BODY = "E0510": "\
        A request has one body: `body` (JSON or bytes), `form` or `parts`; other keys speak of that \
        one.";
    /// Answers or failures, by status, that do not fit together.
    ANSWERS = "E0511": "\
        `answers` and `failures` have a row for each status, and take the place of `response`, \
        `returns` and `payload`. Rows of one name are one variant, so they carry the same.";
    /// A header or parameter that the client sets itself.
    TAKEN_NAME = "E0512": "\
        The client sends the token, the organization and the kind of a body, and what carries the \
        request sends what HTTP needs. A header of such a name in a spec would take their place, or \
        be sent a second time; so would the organization's parameter in a query.";
    /// A body where HTTP gives it no meaning.
    UNUSUAL_BODY = "W0501": "\
        Servers and proxies may drop or refuse the body of a GET or HEAD request (RFC 9110, section \
        9.3.1). If the vendor's page shows it all the same, allow the warning.";
    /// An operation without an example.
    NO_EXAMPLE = "W0502": "\
        Examples are what types are tested against, and what readers of the documentation look at \
        first. Put the vendor's into a file and name it in `examples`. A module with many operations \
        without one is told once; an `[[allow]]` for the module's file allows it.";
    /// A text that says nothing.
    EMPTY_TEXT = "W0503": "\
        A summary, a description or a source is empty, or a source is no URL. Every fact of a spec has a page that it comes \
        from, and every item of the generated crate a sentence that says what it is.";
    /// A scope in no known form.
    SCOPE_FORM = "W0504": "\
        Scopes are words with dots, colons or slashes between, or URLs, and stand in the request for \
        a token with spaces between (RFC 6749, section 3.3). A text with spaces or commas is several \
        scopes: any one of the items of `scopes` is enough.";
    /// A server of accounts that is missing or that nothing asks.
    ACCOUNTS = "W0505": "\
        With `token_path`, tokens are had from the server that `accounts` of a row of `servers` \
        names: where it is left out, users of the client have to know it. Without `token_path`, \
        nothing asks that server. If users are meant to say where theirs is, allow the warning.";
    /// A parameter that asks for an answer in another form.
    ACCEPT = "W0506": "\
        The answer is read as JSON, whatever `Accept` asks for. Where the header says no more than \
        which version of the JSON is wanted, allow the warning.";
}
