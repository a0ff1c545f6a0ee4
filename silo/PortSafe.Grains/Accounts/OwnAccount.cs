using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>What somebody in any role does to their own account.</summary>
public sealed class OwnAccount(PortSafeDb db, UserManager<Person> accounts, PersonActs acts)
{
    /// <param name="key">As in <see cref="WayIn.Key"/>.</param>
    /// <param name="name">1 to 60 characters.</param>
    /// <returns>The person's id; or <c>passkey-not-found</c> or <c>name-invalid</c>.</returns>
    public async Task<Result<Guid>> RenamePasskeyAsync(string key, string? name, Actor by, CancellationToken ct)
    {
        if (name?.Trim() is not { Length: >= 1 and <= WaysIn.MaxPasskeyName } text || text.Any(char.IsControl))
            return Error.Invalid("name-invalid", $"Enter a name of 1 to {WaysIn.MaxPasskeyName} characters.", "name");
        return await acts.OwnAsync(
            "passkey-renamed",
            by,
            async person =>
            {
                if (await FindAsync(person, key) is not { } passkey)
                    return NoPasskey;
                passkey.Name = text;
                return await accounts.AddOrUpdatePasskeyAsync(person, passkey) is { Succeeded: true } ? "" : NoPasskey;
            },
            ct);
    }

    /// <summary>Removes a passkey, unless nothing would be left to sign in with.</summary>
    /// <param name="key">As in <see cref="WayIn.Key"/>.</param>
    /// <returns>The person's id; or <c>passkey-not-found</c> or <c>last-way-in</c>.</returns>
    public Task<Result<Guid>> RemovePasskeyAsync(string key, Actor by, CancellationToken ct) =>
        acts.OwnAsync("passkey-removed", by, person => RemoveAsync(person, key, ct), ct);

    private async Task<Result<string>> RemoveAsync(Person person, string key, CancellationToken ct)
    {
        if (await FindAsync(person, key) is not { } passkey)
            return NoPasskey;
        await db.UserPasskeys.Where(row => row.UserId == person.Id && row.CredentialId == passkey.CredentialId).ExecuteDeleteAsync(ct);
        return person.IsSample || await db.Users.Where(row => row.Id == person.Id).WithWayIn(db).AnyAsync(ct)
            ? ""
            : Error.Conflict("last-way-in", "This is your only way to sign in. Add another one first.");
    }

    private async Task<UserPasskeyInfo?> FindAsync(Person person, string key) =>
        key.Length <= 2000 && Base64Url.IsValid(key) ? await accounts.GetPasskeyAsync(person, Base64Url.DecodeFromChars(key)) : null;

    private static Error NoPasskey => Error.NotFound("passkey-not-found", "There is no such passkey.");
}
