import { Database, FileArchive, FileBraces, FileSpreadsheet, FileText, type LucideIcon } from "lucide-react";

const icons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/xls|ods|csv|tsv|delimited|parquet/i, FileSpreadsheet],
  [/json/i, FileBraces],
  [/sqlite|db/i, Database],
  [/zip|gz/i, FileArchive],
];

/** The icon for a format or for a file name's ending. */
export const FileIcon = ({ of, className }: { of: string; className?: string }) => {
  const Icon = icons.find(([pattern]) => pattern.test(of))?.[1] ?? FileText;
  return <Icon aria-hidden className={className} />;
};
