using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Newsletters.Tokens;

/// <summary>A token inside a line of text.</summary>
internal sealed class FigureInline(FigureToken token) : LeafInline
{
    public FigureToken Token { get; } = token;

    /// <summary>Set by <see cref="FigureResolver"/>; null before, and when the token cannot be resolved.</summary>
    public Figure? Figure { get; set; }
}

/// <summary>A chart or table token on a line of its own.</summary>
internal sealed class FigureBlock(BlockParser parser, FigureToken token) : LeafBlock(parser)
{
    public FigureToken Token { get; } = token;

    /// <inheritdoc cref="FigureInline.Figure"/>
    public Figure? Figure { get; set; }
}

/// <summary>
/// Teaches Markdig the tokens as syntax, so that one in a code span, in a code block or behind a backslash is plain text.
/// </summary>
internal sealed class FigureTokens : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.InsertBefore<ParagraphBlockParser>(new FigureBlockParser());
        pipeline.InlineParsers.InsertBefore<EscapeInlineParser>(new FigureInlineParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        // The renderers of an issue know the tokens themselves.
    }

    private sealed class FigureInlineParser : InlineParser
    {
        public FigureInlineParser() => OpeningCharacters = ['{'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var text = slice.AsSpan();
            if (!text.StartsWith(FigureTokenReader.Opening))
                return false;
            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            var token = FigureTokenReader.Read(text, new TextPosition(line + 1, column + 1), out var length);
            slice.Start += length;
            processor.Inline = new FigureInline(token) { Line = line, Column = column, Span = new SourceSpan(start, start + length - 1) };
            return true;
        }
    }

    private sealed class FigureBlockParser : BlockParser
    {
        public FigureBlockParser() => OpeningCharacters = ['{'];

        public override BlockState TryOpen(BlockProcessor processor)
        {
            var text = processor.Line.AsSpan().TrimEnd();
            if (processor.IsCodeIndent || !text.StartsWith(FigureTokenReader.Opening))
                return BlockState.None;
            var token = FigureTokenReader.Read(text, new TextPosition(processor.LineIndex + 1, processor.Column + 1), out var length);
            if (length != text.Length || token.Kind == FigureKind.Stat)
                return BlockState.None;
            processor.NewBlocks.Push(new FigureBlock(this, token)
            {
                Line = processor.LineIndex,
                Column = processor.Column,
                Span = new SourceSpan(processor.Start, processor.Line.End),
            });
            return BlockState.BreakDiscard;
        }
    }
}
