using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Toolkit;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Toolkit;

public sealed class ContactEntriesTests
{
    [Theory]
    [BothDatabases]
    public async Task An_entry_is_added_once_relabelled_and_removed_and_each_is_in_the_audit_log(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var contacts = Contacts(database);

        var added = (await contacts.AddAsync(ContactKind.Telephone, "+44 (0)20 7946-0000", " Police Desk ", TestActors.Admin, default)).Value!;
        Assert.Equal(("02079460000", "020 7946 0000", "Police Desk"), (added.Value, added.Shown, added.Label));
        Assert.Equal("contact-known", (await contacts.AddAsync(ContactKind.Telephone, "020 7946 0000", "Again", TestActors.Admin, default)).Error?.Code);
        Assert.Equal("JMSC Police Desk", (await contacts.RelabelAsync(added.Key, "JMSC Police Desk", TestActors.Admin, default)).Value?.Label);
        Assert.Contains("02079460000", await contacts.TelephonesAsync(default));

        Assert.Null((await contacts.RemoveAsync(added.Key, TestActors.Admin, default)).Error);
        Assert.Equal("contact-not-found", (await contacts.RemoveAsync(added.Key, TestActors.Admin, default)).Error?.Code);
        await using var db = database.CreateContext();
        Assert.Equal(["contact-added", "contact-relabelled", "contact-removed"], await db.AuditLog.OrderBy(row => row.At).ThenBy(row => row.Sequence).Select(row => row.Action).ToListAsync());
    }

    [Fact]
    public async Task The_reporting_line_is_always_there_and_cannot_be_changed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var contacts = Contacts(database);

        var list = (await contacts.ListAsync(TestActors.Admin, default)).Value!;
        Assert.Equal(["0800 141 2927", "999", ReportingLine.OnlineForm], list.Select(entry => entry.Shown).Order(StringComparer.Ordinal));
        foreach (var entry in list)
        {
            Assert.Equal("contact-locked", (await contacts.RemoveAsync(entry.Key, TestActors.Admin, default)).Error?.Code);
            Assert.Equal("contact-locked", (await contacts.RelabelAsync(entry.Key, "Other", TestActors.Admin, default)).Error?.Code);
            Assert.Equal("contact-known", (await contacts.AddAsync(entry.Kind, entry.Shown, "Again", TestActors.Admin, default)).Error?.Code);
        }
    }

    [Theory]
    [InlineData("telephone", "call us", "Desk", "contact-value")]
    [InlineData("telephone", "", "Desk", "contact-value")]
    [InlineData("web", "http://example.org", "Desk", "contact-value")]
    [InlineData("web", "https://user@example.org", "Desk", "contact-value")]
    [InlineData("email", "nobody", "Desk", "contact-value")]
    [InlineData("email", "desk@jmsc.example", " ", "contact-label")]
    [InlineData("email", "desk@jmsc.example", "two\nlines", "contact-label")]
    public async Task What_is_no_contact_is_refused(string kind, string value, string label, string code)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        Assert.Equal(code, (await Contacts(database).AddAsync(ContactKind.Parse(kind), value, label, TestActors.Admin, default)).Error?.Code);
    }

    [Fact]
    public async Task Only_administrators_see_or_change_entries()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var contacts = Contacts(database);
        foreach (var other in new[] { TestActors.Editor, TestActors.Approver })
        {
            Assert.Equal(Authority.Refusal, (await contacts.ListAsync(other, default)).Error);
            Assert.Equal(Authority.Refusal, (await contacts.AddAsync(ContactKind.Email, "desk@jmsc.example", "Desk", other, default)).Error);
            Assert.Equal(Authority.Refusal, (await contacts.RemoveAsync("x", other, default)).Error);
            Assert.Equal(Authority.Refusal, (await contacts.RelabelAsync("x", "Desk", other, default)).Error);
        }
    }

    private static ContactEntries Contacts(TestDatabase database)
    {
        var clock = new TestClock();
        return new ContactEntries(database.Contexts, new AuditLog(new NodeName("test"), database.Location, clock), clock);
    }
}
