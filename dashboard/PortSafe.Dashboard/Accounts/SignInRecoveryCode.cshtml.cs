using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Takes one of the recovery codes, from somebody without their app.</summary>
public sealed class SignInRecoveryCodeModel(PasswordSignIn passwords, Steps steps, Origins origins) : SecondProofPage(steps, origins)
{
    protected override SignInMethod Method => SignInMethod.RecoveryCode;

    protected override Task<Result<KnownPerson>> CheckAsync(Step step, string origin) => passwords.CheckRecoveryCodeAsync(step.Person, step.Stamp, Code, origin, Gone);
}
