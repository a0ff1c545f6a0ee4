using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Takes a code of the person's authenticator app.</summary>
public sealed class SignInCodeModel(PasswordSignIn passwords, Steps steps, Origins origins) : SecondProofPage(steps, origins)
{
    protected override SignInMethod Method => SignInMethod.Password;

    protected override Task<Result<KnownPerson>> CheckAsync(Step step, string origin) => passwords.CheckCodeAsync(step.Person, step.Stamp, Code, origin, Gone);
}
