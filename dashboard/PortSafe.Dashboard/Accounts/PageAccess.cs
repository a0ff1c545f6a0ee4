using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Who may open which folder of pages. Every page is named here, by its folder or by itself; a test fails for one that is not.</summary>
internal static class PageAccess
{
    public static void Configure(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Accounts", AccessPolicies.SignedIn);
        pages.AuthorizeFolder("/Accounts/Administration", AccessPolicies.For(Permission.Administer));
        pages.AuthorizeFolder("/Audit", AccessPolicies.For(Permission.Administer));
        pages.AuthorizeFolder("/Accounts/ApiKeys", AccessPolicies.For(Permission.Administer));
        pages.AuthorizeFolder("/Analytics", AccessPolicies.For(Permission.ReadSector));
        pages.AuthorizeFolder("/Analytics/Notes", AccessPolicies.For(Permission.PrepareReleases));
        pages.AuthorizeFolder("/Analytics/Jmsc", AccessPolicies.For(Permission.ReadRawCounts));
        pages.AuthorizeFolder("/Imports", AccessPolicies.For(Permission.RecordForAnyPort));
        foreach (var page in new[] { "/Imports/Register", "/Imports/Schemes" })
            pages.AuthorizePage(page, AccessPolicies.For(Permission.ManageSchemes));
        pages.AuthorizeFolder("/Ports", AccessPolicies.Ports);
        pages.AuthorizeFolder("/Ports/Decisions", AccessPolicies.For(Permission.ManageSchemes));
        pages.AuthorizeFolder("/Ports/Jmsc", AccessPolicies.For(Permission.ReadRawCounts));
        // A release's own page is for everyone once it is frozen; its steps, and all that stands before, are for those who prepare it.
        pages.AuthorizeFolder("/Releases", AccessPolicies.For(Permission.ReadSector));
        foreach (var page in new[] { "/Releases/Abandon", "/Releases/List", "/Releases/Withdraw" })
            pages.AuthorizePage(page, AccessPolicies.For(Permission.PrepareReleases));
        pages.AuthorizeFolder("/Releases/Jmsc", AccessPolicies.For(Permission.ReadRawCounts));
        pages.AuthorizeFolder("/Newsletters/Drafts", AccessPolicies.IssueDrafts);

        pages.AuthorizeFolder("/Toolkit/Contacts", AccessPolicies.For(Permission.Administer));

        pages.AuthorizeFolder("/Schemes/Applications", AccessPolicies.For(Permission.ManageSchemes));
        pages.AuthorizeFolder("/Schemes/People", AccessPolicies.PortRecords);

        pages.AuthorizeFolder("/Subscribers/Administration", AccessPolicies.For(Permission.Administer));

        foreach (var page in Public)
            pages.AllowAnonymousToPage(page);
    }

    /// <summary>The pages that anyone may read. Those that set up a way in ask for themselves who has got so far.</summary>
    public static IReadOnlyList<string> Public { get; } =
    [
        "/Accounts/ApiDocs",
        "/Accounts/Invitation",
        "/Accounts/Organisation",
        "/Accounts/Recover",
        "/Accounts/RecoverLink",
        "/Accounts/SampleSignIn",
        "/Accounts/SetUp",
        "/Accounts/SetUpAuthenticator",
        "/Accounts/SetUpPasskey",
        "/Accounts/SetUpPassword",
        "/Accounts/SignIn",
        "/Accounts/SignInCode",
        "/Accounts/SignInRecoveryCode",
        "/Analytics/HowToRead",
        "/Analytics/Saved/Stop",
        "/Analytics/WhatIsMeasured",
        "/Newsletters/Archive",
        "/Newsletters/Image",
        "/Newsletters/Issue",
        "/Pages/Error",
        "/Releases/HowWeProtectReporters",
        "/Schemes/Join/Check",
        "/Schemes/Join/Company",
        "/Schemes/Join/Continue",
        "/Schemes/Join/Declaration",
        "/Schemes/Join/Evidence",
        "/Schemes/Join/Port",
        "/Schemes/Join/PortName",
        "/Schemes/Join/Role",
        "/Schemes/Join/Save",
        "/Schemes/Join/Sent",
        "/Schemes/Join/Start",
        "/Schemes/Join/Status",
        "/Schemes/Join/Withdraw",
        "/Schemes/Join/You",
        "/Subscribers/Confirm",
        "/Subscribers/Preferences",
        "/Subscribers/Subscribe",
        "/Subscribers/Unsubscribe",
        "/Toolkit/ReportAConcern",
    ];
}
