namespace PortSafe.Dashboard.Tests.Access;

[Collection(SiteCollection.Name)]
public sealed class RefusalsTests(SampleSite site)
{
    [Fact]
    public async Task What_somebody_is_refused_is_in_the_audit_log_by_its_route_and_never_by_its_address()
    {
        using var client = await site.SignInAsync(SampleSite.Approver);
        (await client.GetAsync(new Uri("/releases/2026Q2/exact?breakdown=secret", UriKind.Relative))).Dispose();
        (await client.GetAsync(new Uri("/ports/GBDVR", UriKind.Relative))).Dispose();
        (await client.GetAsync(new Uri("/api/v1/ports/GBDVR", UriKind.Relative))).Dispose();
        (await site.CreateClient().GetAsync(new Uri("/releases", UriKind.Relative))).Dispose();

        var rows = (await site.Database.RowsAsync("audit_log")).Where(row => row.Contains("action: request-refused", StringComparison.Ordinal)).ToList();
        var approver = (await site.ActorAsync(SampleSite.Approver)).Id;
        rows = [.. rows.Where(row => row.Contains($"by: {approver}", StringComparison.Ordinal))];
        Assert.All(rows, row => Assert.Contains("outcome: refused", row, StringComparison.Ordinal));
        Assert.All(
            ["subject: GET /releases/{release}/exact |", "subject: GET /ports/{locode} |", "subject: GET /api/v1/ports/{locode} |"],
            subject => Assert.Contains(rows, row => row.Contains(subject, StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, row => row.Contains("GBDVR", StringComparison.Ordinal) || row.Contains("secret", StringComparison.Ordinal));
    }
}
