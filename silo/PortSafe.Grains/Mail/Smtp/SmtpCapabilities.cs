namespace PortSafe.Grains.Mail.Smtp;

/// <summary>What a server said it can do, in its answer to EHLO.</summary>
internal sealed record SmtpCapabilities
{
    public bool StartTls { get; private init; }

    public bool Pipelining { get; private init; }

    public bool EightBit { get; private init; }

    public bool Utf8 { get; private init; }

    public bool Size { get; private init; }

    /// <summary>The largest message it takes, in octets; null when it names no limit.</summary>
    public long? LargestMessage { get; private init; }

    public bool Plain { get; private init; }

    public bool Login { get; private init; }

    /// <summary>Reads the lines after the first, which is a greeting. Unknown keywords are passed over.</summary>
    public static SmtpCapabilities Read(SmtpReply reply) => reply.Lines.Skip(1).Aggregate(new SmtpCapabilities(), (known, line) => known.With(line));

    private SmtpCapabilities With(string line)
    {
        var words = line.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["STARTTLS", ..] => this with { StartTls = true },
            ["PIPELINING", ..] => this with { Pipelining = true },
            ["8BITMIME", ..] => this with { EightBit = true },
            ["SMTPUTF8", ..] => this with { Utf8 = true },
            ["SIZE", var limit, ..] when long.TryParse(limit, out var octets) && octets > 0 => this with { Size = true, LargestMessage = octets },
            ["SIZE", ..] => this with { Size = true },
            ["AUTH", .. var mechanisms] => this with { Plain = Plain || mechanisms.Contains("PLAIN"), Login = Login || mechanisms.Contains("LOGIN") },
            _ => this,
        };
    }
}
