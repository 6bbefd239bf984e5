use super::super::Call;
use super::{INFO, PageContext, PartId, WidgetId};
use clientwright_runtime::__private::v1;
use clientwright_runtime::{Date, Decimal, Page, Patch, Secret, Timestamp};
use std::collections::BTreeMap;

/// The widgets of an organization.
#[derive(Clone, Debug)]
pub struct Widgets {
    client: clientwright_runtime::Client,
}

impl Widgets {
    pub(super) fn new(client: clientwright_runtime::Client) -> Self {
        Self { client }
    }

    /// Lists widgets.
    pub fn list(&self) -> Call<ListWidgets> {
        Call::new(&self.client, ListWidgets::new())
    }

    /// Gets a widget.
    pub fn get(&self, widget_id: impl Into<WidgetId>) -> Call<GetWidget> {
        Call::new(&self.client, GetWidget::new(widget_id))
    }

    /// Creates a widget.
    pub fn create(&self, body: CreateWidgetRequest) -> Call<CreateWidget> {
        Call::new(&self.client, CreateWidget::new(body))
    }

    /// Updates a widget.
    pub fn update(
        &self,
        widget_id: impl Into<WidgetId>,
        body: UpdateWidgetRequest,
    ) -> Call<UpdateWidget> {
        Call::new(&self.client, UpdateWidget::new(widget_id, body))
    }

    /// Deletes a widget.
    pub fn delete(&self, widget_id: impl Into<WidgetId>) -> Call<DeleteWidget> {
        Call::new(&self.client, DeleteWidget::new(widget_id))
    }
}

/// `GET /widgets`: lists widgets.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListWidgets {
    /// Which widgets to list.
    pub filter_by: Option<String>,
    /// The tags of the widgets to list.
    pub tags: Option<Vec<String>>,
    /// The number of the page.
    pub page: Option<i64>,
    /// How many widgets a page has.
    pub per_page: Option<i64>,
}

impl ListWidgets {
    /// Lists all widgets.
    pub fn new() -> Self {
        Self::default()
    }

    /// Which widgets to list.
    pub fn filter_by(mut self, filter_by: impl Into<String>) -> Self {
        self.filter_by = Some(filter_by.into());
        self
    }

    /// The tags of the widgets to list.
    pub fn tags(mut self, tags: impl Into<Vec<String>>) -> Self {
        self.tags = Some(tags.into());
        self
    }

    /// The number of the page.
    pub fn page(mut self, page: impl Into<i64>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// How many widgets a page has.
    pub fn per_page(mut self, per_page: impl Into<i64>) -> Self {
        self.per_page = Some(per_page.into());
        self
    }
}

impl Call<ListWidgets> {
    /// Which widgets to list.
    pub fn filter_by(self, filter_by: impl Into<String>) -> Self {
        self.map(|operation| operation.filter_by(filter_by))
    }

    /// The tags of the widgets to list.
    pub fn tags(self, tags: impl Into<Vec<String>>) -> Self {
        self.map(|operation| operation.tags(tags))
    }

    /// The number of the page.
    pub fn page(self, page: impl Into<i64>) -> Self {
        self.map(|operation| operation.page(page))
    }

    /// How many widgets a page has.
    pub fn per_page(self, per_page: impl Into<i64>) -> Self {
        self.map(|operation| operation.per_page(per_page))
    }
}

impl v1::Operation for ListWidgets {
    type Output = Page<Widget, PageContext>;

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "widgets.list",
        method: v1::Method::Get,
        path: "/widgets",
        scopes: &["widgets.READ"],
        repeatable: true,
        errors: &[],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.query("filter_by", &self.filter_by);
        request.query("tags", &self.tags);
        request.query("page", &self.page);
        request.query("per_page", &self.per_page);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.page("widgets", Some("page_context"))
    }

    fn finish(&self, page: &mut Self::Output) {
        page.next = v1::Paged::continuation(self, page);
    }
}

impl v1::Paged for ListWidgets {
    type Item = Widget;
    type Context = PageContext;

    fn continuation(&self, page: &Page<Widget, PageContext>) -> Option<v1::Continuation> {
        v1::next_number(
            self.page,
            page,
            self.per_page.unwrap_or(200),
            page.context
                .as_ref()
                .and_then(|context| context.has_more_page),
        )
    }

    fn resume(&mut self, continuation: &v1::Continuation) -> Result<(), v1::ContinuationError> {
        v1::resume_number(&mut self.page, continuation)
    }
}

/// `GET /widgets/{widget_id}`: gets a widget.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetWidget {
    /// Which widget.
    pub widget_id: WidgetId,
}

impl GetWidget {
    /// Gets a widget.
    pub fn new(widget_id: impl Into<WidgetId>) -> Self {
        Self {
            widget_id: widget_id.into(),
        }
    }
}

impl v1::Operation for GetWidget {
    type Output = Widget;

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "widgets.get",
        method: v1::Method::Get,
        path: "/widgets/{widget_id}",
        scopes: &["widgets.READ"],
        repeatable: true,
        errors: &["1002"],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.path("widget_id", &self.widget_id);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.member("widget")
    }
}

/// `POST /widgets`: creates a widget.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateWidget {
    /// The widget.
    pub body: CreateWidgetRequest,
}

impl CreateWidget {
    /// Creates a widget.
    pub fn new(body: CreateWidgetRequest) -> Self {
        Self { body }
    }
}

impl v1::Operation for CreateWidget {
    type Output = Widget;

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "widgets.create",
        method: v1::Method::Post,
        path: "/widgets",
        scopes: &["widgets.CREATE"],
        repeatable: false,
        errors: &[],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.json(&self.body);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.member("widget")
    }
}

/// `PUT /widgets/{widget_id}`: updates a widget; its answer has the widget beside the envelope.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpdateWidget {
    /// Which widget.
    pub widget_id: WidgetId,
    /// Who asks.
    pub reason: Option<String>,
    /// The changes.
    pub body: UpdateWidgetRequest,
}

impl UpdateWidget {
    /// Updates a widget.
    pub fn new(widget_id: impl Into<WidgetId>, body: UpdateWidgetRequest) -> Self {
        Self {
            widget_id: widget_id.into(),
            reason: None,
            body,
        }
    }

    /// Why.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

impl Call<UpdateWidget> {
    /// Why.
    pub fn reason(self, reason: impl Into<String>) -> Self {
        self.map(|operation| operation.reason(reason))
    }
}

impl v1::Operation for UpdateWidget {
    type Output = Widget;

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "widgets.update",
        method: v1::Method::Put,
        path: "/widgets/{widget_id}",
        scopes: &["widgets.UPDATE"],
        repeatable: true,
        errors: &["1002"],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.path("widget_id", &self.widget_id);
        request.header("X-Reason", &self.reason);
        request.json(&self.body);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.whole()
    }
}

/// `DELETE /widgets/{widget_id}`: deletes a widget.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteWidget {
    /// Which widget.
    pub widget_id: WidgetId,
}

impl DeleteWidget {
    /// Deletes a widget.
    pub fn new(widget_id: impl Into<WidgetId>) -> Self {
        Self {
            widget_id: widget_id.into(),
        }
    }
}

impl v1::Operation for DeleteWidget {
    type Output = ();

    const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
        product: &INFO,
        name: "widgets.delete",
        method: v1::Method::Delete,
        path: "/widgets/{widget_id}",
        scopes: &["widgets.DELETE"],
        repeatable: true,
        errors: &["1002"],
    };

    fn write(&self, request: &mut v1::RequestWriter) {
        request.path("widget_id", &self.widget_id);
    }

    fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
        answer.empty()
    }
}

/// A widget.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Widget {
    /// Identifies the widget.
    pub widget_id: Option<WidgetId>,
    /// Its name.
    pub name: Option<String>,
    /// Whether it is sold.
    pub is_active: Option<bool>,
    /// How many there are.
    pub stock: Option<i64>,
    /// Its weight.
    pub weight: Option<f64>,
    /// Its price.
    pub price: Option<Decimal>,
    /// Its state.
    pub state: Option<WidgetState>,
    /// Its grade.
    pub grade: Option<Grade>,
    /// When it was created.
    pub created_time: Option<Timestamp>,
    /// The day on which it was made.
    pub made_on: Option<Date>,
    /// Its tags.
    pub tags: Option<Vec<String>>,
    /// Its parts.
    pub parts: Option<Vec<Part>>,
    /// Who makes it.
    pub maker: Option<Maker>,
    /// Further properties.
    pub properties: Option<BTreeMap<String, String>>,
    /// Who owns it.
    pub owner: Option<Owner>,
    /// What replaces it: `null` where nothing does.
    pub successor: Option<Option<WidgetId>>,
    /// Anything else.
    pub notes: Option<v1::Value>,
}

impl v1::Record for Widget {
    const NAME: &'static str = "Widget";
    const MEMBERS: &'static [&'static str] = &[
        "widget_id",
        "name",
        "is_active",
        "stock",
        "weight",
        "price",
        "state",
        "grade",
        "created_time",
        "made_on",
        "tags",
        "parts",
        "maker",
        "properties",
        "owner",
        "successor",
        "notes",
    ];

    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.widget_id),
            1 => source.read(&mut self.name),
            2 => source.read(&mut self.is_active),
            3 => source.read(&mut self.stock),
            4 => source.read(&mut self.weight),
            5 => source.read(&mut self.price),
            6 => source.read(&mut self.state),
            7 => source.read(&mut self.grade),
            8 => source.read(&mut self.created_time),
            9 => source.read(&mut self.made_on),
            10 => source.read(&mut self.tags),
            11 => source.read(&mut self.parts),
            12 => source.read(&mut self.maker),
            13 => source.read(&mut self.properties),
            14 => source.read(&mut self.owner),
            15 => source.nullable(&mut self.successor),
            16 => source.read(&mut self.notes),
            _ => source.skip(),
        }
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("widget_id", &self.widget_id)?;
        sink.write("name", &self.name)?;
        sink.write("is_active", &self.is_active)?;
        sink.write("stock", &self.stock)?;
        sink.write("weight", &self.weight)?;
        sink.write("price", &self.price)?;
        sink.write("state", &self.state)?;
        sink.write("grade", &self.grade)?;
        sink.write("created_time", &self.created_time)?;
        sink.write("made_on", &self.made_on)?;
        sink.write("tags", &self.tags)?;
        sink.write("parts", &self.parts)?;
        sink.write("maker", &self.maker)?;
        sink.write("properties", &self.properties)?;
        sink.write("owner", &self.owner)?;
        sink.write("successor", &self.successor)?;
        sink.write("notes", &self.notes)?;
        Ok(())
    }
}

/// A part of a widget.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// Identifies the part: always there.
    pub part_id: PartId,
    /// What it is called.
    pub label: Option<String>,
    /// Where it stands; `null` where it was removed.
    pub place: Option<i64>,
}

impl v1::Record for Part {
    const NAME: &'static str = "Part";
    const MEMBERS: &'static [&'static str] = &["part_id", "label", "place"];
    const PROMISED: &'static [usize] = &[0, 2];

    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.part_id),
            1 => source.read(&mut self.label),
            2 => source.read(&mut self.place),
            _ => source.skip(),
        }
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("part_id", &self.part_id)?;
        sink.write("label", &self.label)?;
        sink.always("place", &self.place)?;
        Ok(())
    }
}

/// Who makes a widget.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Maker {
    /// The name.
    pub name: Option<String>,
    /// The cities in which there are workshops, by how many.
    pub additional: BTreeMap<String, i64>,
}

impl v1::Record for Maker {
    const NAME: &'static str = "Maker";
    const MEMBERS: &'static [&'static str] = &["name"];
    const ADDITIONAL: bool = true;

    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.name),
            _ => source.skip(),
        }
    }

    fn additional<'de, S: v1::Source<'de>>(
        &mut self,
        name: &str,
        source: S,
    ) -> Result<(), S::Error> {
        source.insert(&mut self.additional, name)
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("name", &self.name)?;
        sink.rest(&self.additional)?;
        Ok(())
    }
}

/// What a new widget needs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateWidgetRequest {
    /// Its name.
    pub name: String,
    /// Its price.
    pub price: Decimal,
    /// Its parts.
    pub parts: Option<Vec<Part>>,
    /// Who may change it.
    pub password: Option<Secret>,
}

impl CreateWidgetRequest {
    /// A widget to create.
    pub fn new(name: impl Into<String>, price: impl Into<Decimal>) -> Self {
        Self {
            name: name.into(),
            price: price.into(),
            parts: None,
            password: None,
        }
    }

    /// Its parts.
    pub fn parts(mut self, parts: impl Into<Vec<Part>>) -> Self {
        self.parts = Some(parts.into());
        self
    }

    /// Who may change it.
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
}

impl v1::Record for CreateWidgetRequest {
    const NAME: &'static str = "CreateWidgetRequest";
    const MEMBERS: &'static [&'static str] = &["name", "price", "parts", "password"];
    const PROMISED: &'static [usize] = &[0, 1];

    fn blank() -> Self {
        Self::new(v1::blank::<String>(), v1::blank::<Decimal>())
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.name),
            1 => source.read(&mut self.price),
            2 => source.read(&mut self.parts),
            3 => source.read(&mut self.password),
            _ => source.skip(),
        }
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("name", &self.name)?;
        sink.write("price", &self.price)?;
        sink.write("parts", &self.parts)?;
        sink.write("password", &self.password)?;
        Ok(())
    }
}

/// The changes to a widget.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UpdateWidgetRequest {
    /// Its name.
    pub name: Patch<String>,
    /// How many there are.
    pub stock: Patch<i64>,
    /// Its tags.
    pub tags: Patch<Vec<String>>,
}

impl UpdateWidgetRequest {
    /// Changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Patch::Set(name.into());
        self
    }

    /// How many there are.
    pub fn stock(mut self, stock: impl Into<i64>) -> Self {
        self.stock = Patch::Set(stock.into());
        self
    }

    /// How many there are: unknown.
    pub fn clear_stock(mut self) -> Self {
        self.stock = Patch::cleared(v1::Cleared::Null);
        self
    }

    /// Its tags: none.
    pub fn clear_tags(mut self) -> Self {
        self.tags = Patch::cleared(v1::Cleared::EmptyList);
        self
    }
}

impl v1::Record for UpdateWidgetRequest {
    const NAME: &'static str = "UpdateWidgetRequest";
    const MEMBERS: &'static [&'static str] = &["name", "stock", "tags"];

    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, S: v1::Source<'de>>(&mut self, member: usize, source: S) -> Result<(), S::Error> {
        match member {
            0 => source.read(&mut self.name),
            1 => source.patch(&mut self.stock, v1::Cleared::Null),
            2 => source.patch(&mut self.tags, v1::Cleared::EmptyList),
            _ => source.skip(),
        }
    }

    fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.write("name", &self.name)?;
        sink.write("stock", &self.stock)?;
        sink.write("tags", &self.tags)?;
        Ok(())
    }
}

v1::serde!(
    Widget,
    Part,
    Maker,
    CreateWidgetRequest,
    UpdateWidgetRequest
);

v1::open_enum! {
    /// The state of a widget.
    pub enum WidgetState: string {
        /// Sold.
        Active = "active",
        /// No longer sold.
        Retired = "retired",
    }
}

v1::open_enum! {
    /// The grade of a widget.
    pub enum Grade: integer {
        /// Below all others.
        Reject = -1,
        /// Good.
        Good = 1,
    }
}

v1::union! {
    /// Who owns a widget.
    pub enum Owner {
        /// A maker, in full.
        Maker(Maker),
        /// By its identifier.
        Id(WidgetId),
        /// Several, by name.
        Names(Vec<String>),
    }
}
