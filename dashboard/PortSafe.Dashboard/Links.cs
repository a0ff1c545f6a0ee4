using Microsoft.AspNetCore.WebUtilities;
using PortSafe.Dashboard.Newsletters.Drafts;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard;

/// <summary>The addresses of pages and of what they link to: the one place that spells them, beside the pages' own routes.</summary>
public static class Links
{
    public const string Overview = "/";

    public const string HowToRead = "/how-to-read";

    /// <summary>The catalogue of measures.</summary>
    public const string WhatIsMeasured = "/what-is-measured";

    public const string HowWeProtectReporters = "/how-we-protect-reporters";

    public const string ReportAConcern = "/report-a-concern";

    public const string Ports = "/ports";

    /// <summary>Where quarters' figures are taken in from a file.</summary>
    public const string UploadFigures = "/ports/quarter-figures/upload";

    public const string FiguresTemplate = $"{UploadFigures}?handler=Template";

    public const string Releases = "/releases";

    public const string Newsletters = "/newsletters";

    /// <summary>The numbers and addresses that newsletters may name.</summary>
    public const string Contacts = "/contacts";

    public const string AddContact = "/contacts/add";

    /// <summary>Where anybody subscribes.</summary>
    public const string Subscribe = SubscriberPages.SignUp;

    /// <summary>Leads to the latest issue.</summary>
    public const string LatestNewsletter = "/newsletters/latest";

    public const string NewsletterRss = "/newsletters/feed.xml";

    public const string NewsletterJson = "/newsletters/feed.json";

    public const string AuditLog = "/audit-log";

    public const string VerifyAuditLog = "/audit-log/verify";

    public const string ApiKeys = "/api-keys";

    public const string NewApiKey = "/api-keys/new";

    /// <summary>The page about the API.</summary>
    public const string ApiDocs = "/api/docs";

    public const string SignIn = "/sign-in";

    public const string SignInCode = "/sign-in/code";

    public const string SignInRecoveryCode = "/sign-in/recovery-code";

    public const string Recover = "/recover";

    public const string SetUp = "/set-up";

    public const string SetUpPasskey = "/set-up/passkey";

    public const string SetUpPassword = "/set-up/password";

    public const string SetUpAuthenticator = "/set-up/authenticator";

    public const string SetUpRecoveryCodes = "/set-up/recovery-codes";

    public const string Account = "/account";

    public const string SignInWithOrganisation = "/sign-in/organisation";

    public const string SetUpOrganisation = "/sign-in/organisation?set-up=true";

    public const string SignOut = "/sign-out";

    public const string People = "/people";

    public const string Invite = "/people/invite";

    public const string SignOutEverywhere = "/account/sign-out-everywhere";

    public const string AccountData = "/account/data";

    /// <summary>Where somebody without an account applies to join.</summary>
    public const string Join = "/join";

    /// <summary>The same, when the answers are gone.</summary>
    public const string JoinAgain = "/join?ended=true";

    public const string JoinRole = "/join/role";

    public const string JoinCompany = "/join/company-number";

    public const string JoinYou = "/join/you";

    public const string JoinPort = "/join/port";

    public const string JoinPortName = "/join/port-name";

    public const string JoinEvidence = "/join/evidence";

    public const string JoinCheck = "/join/check";

    public const string JoinDeclaration = "/join/declaration";

    public const string JoinSent = "/join/sent";

    public const string JoinSave = "/join/save";

    /// <summary>Where an application stands, for whoever came by a mailed link.</summary>
    public const string JoinStatus = "/join/application";

    public const string JoinWithdraw = "/join/withdraw";

    /// <summary>The applications that JMSC decides on.</summary>
    public const string Applications = "/applications";

    public static string Application(ApplicationReference reference) => $"/applications/{reference}";

    /// <param name="act">The last part of the act's own address, such as <c>approve</c>.</param>
    public static string Application(ApplicationReference reference, string act) => $"/applications/{reference}/{act}";

    /// <summary>Who manages a port, leads its scheme and deputises.</summary>
    public static string PortPeople(Locode port) => $"/ports/{port}/people";

    /// <param name="act">The last part of the act's own address, such as <c>ask</c>.</param>
    public static string PortPeople(Locode port, string act) => $"/ports/{port}/people/{act}";

    /// <summary>Everyone who receives the newsletter, for administrators.</summary>
    public const string Subscribers = "/subscribers";

    public const string ImportSubscribers = "/subscribers/import";

    /// <summary>Newsletters that came back.</summary>
    public const string Bounces = "/subscribers/bounces";

    public static string Subscriber(Guid subscriber) => $"/subscribers/{subscriber:D}";

    /// <param name="act">The last part of the act's own address, such as <c>wipe</c>.</param>
    public static string Subscriber(Guid subscriber, string act) => $"/subscribers/{subscriber:D}/{act}";

    /// <summary>Where a subscriber chooses what to receive.</summary>
    public static string Preferences(string token) => NewsletterPages.Preferences(token);

    public static string Person(Guid person) => $"/people/{person:D}";

    /// <param name="act">The last part of the act's own address, such as <c>revoke</c>.</param>
    public static string Person(Guid person, string act) => $"/people/{person:D}/{act}";

    /// <param name="key">As the account page names the passkey.</param>
    public static string RenamePasskey(string key) => $"/account/passkeys/{key}/rename";

    /// <param name="key">As the account page names the passkey.</param>
    public static string RemovePasskey(string key) => $"/account/passkeys/{key}/remove";

    /// <summary>Where somebody shows once more who they are, and comes back.</summary>
    /// <param name="path">Of the page to come back to.</param>
    public static string SignInAgain(string path) => $"{SignIn}?from={Uri.EscapeDataString(path)}";

    public static string OverviewOf(Quarter quarter) => $"/?quarter={quarter}";

    /// <summary>Where any question is put to the released figures.</summary>
    /// <param name="view">Null to begin.</param>
    /// <summary>The views that the reader keeps.</summary>
    public const string SavedViews = "/explore/saved";

    public const string RaiseSavedView = $"{SavedViews}?handler=Raise";

    public static string SavedView(Guid view) => $"{SavedViews}/{view:D}";

    public static string DeleteSavedView(Guid view) => $"{SavedViews}/{view:D}/delete";

    public static string SaveView(SectorView view) => $"/explore/save?{view.Query}";

    /// <summary>Where a view gets an address that shows it as it is now, for good.</summary>
    /// <param name="title">What the chart says in place of its finding; null for the finding.</param>
    public static string Cite(SectorView view) => $"/explore/cite?{view.Query}";

    public static string FrozenView(string id) => $"/views/{id}";

    /// <summary>What charts over time mark, for JMSC.</summary>
    public const string TimelineNotes = "/explore/notes";

    public static string RemoveTimelineNote(Guid note) => $"{TimelineNotes}/{note:D}/remove";

    public static string Explore(SectorView? view = null) => view is null ? "/explore" : $"/explore?{view.Query}";

    public static string Port(Locode port) => $"/ports/{port}";

    public const string Imports = "/imports";

    public const string ImportSchemes = "/imports/schemes";

    public const string ImportPorts = "/imports/ports";

    public const string QuietPorts = "/ports/quiet";

    public const string AddPort = "/ports/add";

    /// <summary>A port's exact figures, for JMSC.</summary>
    public static string ExactPort(Locode port) => $"/ports/{port}/exact";

    /// <param name="act">What JMSC decides: suspend, withdraw, close or reinstate.</param>
    public static string Standing(Locode port, string act) => $"/ports/{port}/standing/{act}";

    /// <summary>Where JMSC decides on an application that came from a file.</summary>
    public static string DecidePort(Locode port) => $"/ports/{port}/application";

    public static string IssuePack(Locode port) => $"/ports/{port}/pack";

    public static string RenamePort(Locode port) => $"/ports/{port}/rename";

    public static string Facilities(Locode port) => $"/ports/{port}/facilities";

    public static string RenameFacility(PortFacility facility) => $"/ports/{facility.Port}/facilities/{facility.Facility}/rename";

    public static string CloseFacility(PortFacility facility) => $"/ports/{facility.Port}/facilities/{facility.Facility}/close";

    /// <summary>The table of ports, filtered and sorted.</summary>
    public static string PortList(PortQuery query, int page = 1) => QueryHelpers.AddQueryString(Ports, [.. PortQueryText.Of(query), .. page > 1 ? [new("page-number", $"{page}")] : Array.Empty<KeyValuePair<string, string?>>()]);

    /// <summary>The same ports, all of them, as a file.</summary>
    public static string PortsFile(PortQuery query) => QueryHelpers.AddQueryString(Ports, [.. PortQueryText.Of(query), new("handler", "Csv")]);

    public static string RecordMilestone(Locode port) => $"/ports/{port}/milestones/new";

    public static string RecordBriefing(Locode port) => $"/ports/{port}/briefings/new";

    public static string RecordFigures(Locode port) => $"/ports/{port}/quarter-figures/new";

    /// <summary>Everything recorded of a port.</summary>
    public static string PortHistory(Locode port) => $"/ports/{port}/history";

    /// <param name="sequence">The entry's place in the port's stream, from 1.</param>
    public static string StrikeEntry(Locode port, int sequence) => $"/ports/{port}/history/{sequence}/mistake";

    /// <summary>Where it is said that a milestone holds no longer.</summary>
    public static string WithdrawMilestone(Locode port, Milestone milestone) => $"/ports/{port}/milestones/{milestone}/withdraw";

    public static string VerifyContact(Locode port) => $"/ports/{port}/contact";

    /// <summary>A port on one page of paper.</summary>
    public static string PrintPort(Locode port) => $"/ports/{port}/print";

    /// <summary>The sector's exact reports, for JMSC.</summary>
    public const string Exact = "/exact";

    /// <summary>The engagement measures as they stand now, for JMSC.</summary>
    public const string ExactEngagement = "/exact/engagement";

    public static string ExactOf(ExactQuery query, DateOnly today, int page = 1) =>
        QueryHelpers.AddQueryString(Exact, [.. ExactQueryText.Of(query, today), .. page > 1 ? [new("page-number", $"{page}")] : Array.Empty<KeyValuePair<string, string?>>()]);

    /// <summary>The same page of them as a file.</summary>
    public static string ExactFile(ExactQuery query, DateOnly today) =>
        QueryHelpers.AddQueryString("/api/v1/exact/reports.csv", [.. ExactQueryText.Of(query, today), .. query.Page > 1 ? [new("page", $"{query.Page}")] : Array.Empty<KeyValuePair<string, string?>>()]);

    public static string Release(ReleaseId release) => $"/releases/{release}";

    public static string AbandonRelease(ReleaseId release) => $"/releases/{release}/abandon";

    public static string WithdrawRelease(ReleaseId release) => $"/releases/{release}/withdraw";

    /// <summary>Its figures beside the exact ones of now, for JMSC.</summary>
    public static string ExactRelease(ReleaseId release) => $"/releases/{release}/exact";

    /// <summary>The issues of one topic.</summary>
    public static string NewslettersOf(Topic topic) => $"/newsletters?kind={topic}";

    /// <param name="topic">Null for all.</param>
    public static string NewslettersOf(int year, Topic? topic) => $"/newsletters?year={year}{(topic is null ? "" : $"&kind={topic}")}";

    /// <summary>The issues in which words stand.</summary>
    public static string NewslettersSaying(string text, int page = 1) => QueryHelpers.AddQueryString(Newsletters, [new("q", text), .. page > 1 ? [new("page-number", $"{page}")] : Array.Empty<KeyValuePair<string, string?>>()]);

    public static string Issue(IssueKey issue) => NewsletterPages.Issue(issue);

    /// <summary>A chart's picture, for those who are signed in.</summary>
    public static string Picture(string chart, Quarter quarter, bool isNarrow) => $"/api/v1/charts/{chart}.svg?{LookOf(quarter, isNarrow)}";

    /// <summary>A chart's picture in a published newsletter, for everyone.</summary>
    public static string PublishedPicture(string chart, Quarter quarter, bool isNarrow) => NewsletterPages.Picture(chart, quarter, isNarrow);

    public static string IssueDraft(IssueKey issue) => $"/newsletters/{issue}/edit";

    /// <summary>The same, going on with what was kept and not saved.</summary>
    public static string IssueDraftKept(IssueKey issue) => $"{IssueDraft(issue)}?text={DraftModel.Kept}";

    /// <summary>The mail of one revision, for a frame.</summary>
    public static string IssueMail(IssueKey issue, int revision) => $"{IssueDraft(issue)}?handler=Mail&revision={revision}";

    public static string IssueRevisions(IssueKey issue) => $"/newsletters/{issue}/revisions";

    /// <summary>One revision, and what it changed.</summary>
    public static string IssueRevision(IssueKey issue, int number) => $"/newsletters/{issue}/revisions/{number}";

    /// <param name="from">The revision that it is compared with.</param>
    public static string IssueRevision(IssueKey issue, int number, int from) => $"{IssueRevision(issue, number)}?from={from}";

    public static string RestoreRevision(IssueKey issue, int number) => $"{IssueRevision(issue, number)}/restore";

    /// <summary>What the checklist and the reviewers say, and the approval.</summary>
    public static string IssueReview(IssueKey issue) => $"/newsletters/{issue}/review";

    /// <summary>When it leaves, how far it is, and what became of each copy.</summary>
    public static string IssueSend(IssueKey issue) => $"/newsletters/{issue}/send";

    /// <param name="state">Those in one state alone; null for all.</param>
    /// <param name="after">The last one of the page before.</param>
    public static string IssueRecipients(IssueKey issue, string? state, Guid? after = null)
    {
        var fields = new Dictionary<string, string?> { ["state"] = state, ["after"] = after?.ToString() };
        return QueryHelpers.AddQueryString($"/newsletters/{issue}/recipients", fields.Where(field => field.Value is not null));
    }

    public const string BeginIssue = "/newsletters/new";

    /// <summary>Asks why, before an issue is sent back, cancelled, paused or stopped.</summary>
    /// <param name="act">One of <c>return</c>, <c>cancel</c>, <c>pause</c> and <c>stop</c>.</param>
    public static string IssueAct(IssueKey issue, string act) => $"/newsletters/{issue}/decide/{act}";

    /// <summary>The pictures that an issue may show.</summary>
    public static string IssueImages(IssueKey key) => $"/newsletters/{key}/images";

    /// <param name="entry">The entry's key.</param>
    /// <param name="act">What to do with it: label or remove.</param>
    public static string Contact(string entry, string act) => $"/contacts/{entry}/{act}";

    public static string RevokeApiKey(Guid key) => $"/api-keys/{key:D}/revoke";

    private static string LookOf(Quarter quarter, bool isNarrow) => $"quarter={quarter}&framed=false&width={(isNarrow ? PictureWidths.Narrow : PictureWidths.Wide)}";
}
