using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain;

/// <summary>Why a request was refused, as a caller can act on it.</summary>
public enum ErrorKind
{
    /// <summary>The input breaks a rule; correct it and try again.</summary>
    Invalid,

    /// <summary>The thing named does not exist.</summary>
    NotFound,

    /// <summary>The actor may not do this.</summary>
    Forbidden,

    /// <summary>The state of the thing does not allow it now.</summary>
    Conflict,
}

/// <summary>An expected failure, as a value.</summary>
/// <param name="Kind">What sort of failure it is; decides the HTTP status and the exit code.</param>
/// <param name="Code">Stable name for programs, in kebab case.</param>
/// <param name="Message">One sentence in plain English that says what to do.</param>
/// <param name="Field">The input field at fault, where there is one.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message, string? Field = null)
{
    public static Error Invalid(string code, string message, string? field = null) => new(ErrorKind.Invalid, code, message, field);

    public static Error NotFound(string code, string message) => new(ErrorKind.NotFound, code, message);

    public static Error Forbidden(string code, string message) => new(ErrorKind.Forbidden, code, message);

    public static Error Conflict(string code, string message, string? field = null) => new(ErrorKind.Conflict, code, message, field);
}

/// <summary>What may have failed, whatever it would have given.</summary>
public interface IMayFail
{
    /// <summary>Null when it succeeded.</summary>
    Error? Error { get; }
}

/// <summary>Either a value or the error that stood in its way; never both, never neither.</summary>
public sealed record Result<T> : IMayFail
{
    /// <exception cref="ArgumentException">Both or neither of the two are given.</exception>
    public Result(T? value, Error? error)
    {
        if (error is null && value is null)
            throw new ArgumentException("A result holds a value or an error.", nameof(value));
        Value = error is null ? value : default;
        Error = error;
    }

    /// <summary>The value; the type's default when <see cref="Error"/> is set.</summary>
    public T? Value { get; }

    public Error? Error { get; }

    /// <summary>Gives the value, or else the error.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Error? error)
    {
        (value, error) = (Value, Error);
        return error is null;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
