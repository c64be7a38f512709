# Cells as text, checksums and letters, in R: the counterpart of canonical.py for the clients in R.

# As code points, so that this file reads the same in every locale.
LETTERS_LOOKED_FOR <- intToUtf8(c(0x259, 0x11F, 0x131, 0x130, 0x15F, 0xE7, 0x547), multiple = TRUE)

# What a client is called with: descriptor, answer and, if it wants one, the export.
arguments <- commandArgs(trailingOnly = TRUE)

# The CSV resources that the descriptor lists: table, path, and the logical type of each column by its name.
csv_resources <- function(descriptor) {
  listed <- jsonlite::read_json(descriptor)$resources
  listed <- Filter(function(one) one$format == "csv", listed)
  lapply(listed, function(one) {
    fields <- one$schema$fields
    list(
      table = tools::file_path_sans_ext(basename(one$path)),
      path = file.path(dirname(descriptor), one$path),
      types = setNames(vapply(fields, `[[`, "", "type"), vapply(fields, `[[`, "", "name"))
    )
  })
}

# A column as text, by R's own type of it.
as_text <- function(column) {
  text <- if (is.logical(column)) {
    ifelse(column, "true", "false")
  } else if (is.integer(column)) {
    sprintf("%d", column)
  } else if (is.numeric(column) && !inherits(column, "Date")) {
    sprintf("%.6f", column)
  } else if (inherits(column, "Date")) {
    format(column, "%Y-%m-%d")
  } else {
    enc2utf8(as.character(column))
  }
  ifelse(is.na(column), "\\N", text)
}

# How often each letter stands in a table's text columns.
letters_in <- function(frame) {
  words <- unlist(Filter(is.character, frame), use.names = FALSE)
  points <- utf8ToInt(paste(enc2utf8(as.character(words[!is.na(words)])), collapse = " "))
  counted <- lapply(utf8ToInt(paste(LETTERS_LOOKED_FOR, collapse = "")), function(letter) sum(points == letter))
  setNames(counted, LETTERS_LOOKED_FOR)
}

# The SHA-256 of texts, by the program that every Debian has: R has none of its own before 4.5.
checksums <- function(texts) {
  folder <- tempfile("columns")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  files <- file.path(folder, sprintf("%05d", seq_along(texts)))
  for (place in seq_along(texts)) {
    writeBin(charToRaw(enc2utf8(texts[[place]])), files[[place]])
  }
  substr(system2("sha256sum", shQuote(files), stdout = TRUE), 1, 64)
}

# Write the answer of a client that read `frames`, a named list of data frames.
write_answer <- function(frames, path) {
  texts <- lapply(frames, function(frame) {
    lapply(frame, function(column) paste(as_text(column), collapse = "\x1f"))
  })
  sums <- checksums(unlist(texts, use.names = FALSE))
  done <- 0
  tables <- lapply(frames, function(frame) {
    own <- sums[done + seq_along(frame)]
    done <<- done + length(frame)
    columns <- Map(function(column, sum) list(type = class(column)[[1]], sha256 = sum), frame, own)
    list(rows = nrow(frame), columns = columns, letters = letters_in(frame))
  })
  version <- paste(R.version$major, R.version$minor, sep = ".")
  jsonlite::write_json(list(version = version, tables = tables), path, auto_unbox = TRUE)
}
